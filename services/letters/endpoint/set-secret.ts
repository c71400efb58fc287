// An operator gives an endpoint a new secret or token; the one before is accepted for a while.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { cardOf, settingFault } from '../../../domain/letters/systems'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireAgentEndpoint, requireAgentEndpointErrors } from './call-gone'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { replaceSetting } from './replace-setting'
import { openedSettings } from './settings'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>

export interface NewSetting {
  endpoint: string
  /** Its name on the card of the system. */
  setting: string
  /** What the system made; not given for one that KCS makes. */
  value?: string | undefined
  overlapHours: number
  reason: string
  idempotencyKey: string
}

export const setSecretErrors = [
  'setting-unknown',
  'setting-value-missing',
  'validation-failed',
  ...requireOperatorErrors,
  ...requireAgentEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Returns the value that KCS made, or null where the system did; a repeat under the same key returns the same. While they
 * overlap, KCS signs with both secrets and takes call-backs that are signed with either; a leaked one is given no overlap.
 */
export async function setSecret(
  deps: Deps,
  caller: Caller,
  input: NewSetting,
  now: Date,
): Promise<{ value: string | null; formerUntil: Date | null }> {
  requireOperator(caller)
  const { endpoint, setting, value, reason } = input
  const record = await requireAgentEndpoint(deps, endpoint)
  const card = cardOf(record.mechanism).settings[setting]
  if (!card) throw new KcsError('setting-unknown')
  const madeHere = card.madeBy === 'kcs'
  if (!madeHere && value === undefined) throw new KcsError('setting-value-missing')
  const fault = madeHere || value === undefined ? null : settingFault(record.mechanism, setting, value)
  if (fault) throw new KcsError('validation-failed', { errors: [{ pointer: '/value', detail: fault }] })
  const settingsKey = deps.secrets.digest(`${callerKeyOf(caller)}\n${input.idempotencyKey}`)
  const act = operatorAct(caller, 'endpoint-secret-set', reason, now)
  const current = await replaceSetting(deps, record, { ...input, settingsKey }, act)
  // Another one was set between our reading and our writing.
  if (current === null) return setSecret(deps, caller, input, now)
  const newValue = madeHere ? (openedSettings(deps.secrets, current)[setting] ?? null) : null
  return { value: newValue, formerUntil: current.formerUntil }
}
