// An operator gives an endpoint a new secret or token; the one before is accepted for a while.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { cardOf, settingFault } from '../../../domain/letters/systems'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireAgentEndpoint, requireAgentEndpointErrors } from './call-gone'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { openedSettings, sealedSettings } from './settings'
import { tellResumed } from './tell'

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
  const changed = await deps.repositories.endpoints.setSettings(
    endpoint,
    { ...replaced(deps, record, input, now), settingsKey },
    { setting, before: record.sealedSettings },
    operatorAct(caller, 'endpoint-secret-set', reason, now),
  )
  if (changed && record.state === 'paused') tellResumed(deps, endpoint)
  const current = await requireAgentEndpoint(deps, endpoint)
  // Another one was set between our reading and our writing.
  if (!changed && current.settingsKey !== settingsKey) return setSecret(deps, caller, input, now)
  const newValue = madeHere ? (openedSettings(deps.secrets, current)[setting] ?? null) : null
  return { value: newValue, formerUntil: current.formerUntil }
}

function replaced(
  { secrets }: Deps,
  record: EndpointRecord,
  { setting, value, overlapHours }: NewSetting,
  now: Date,
) {
  const currentSettings = openedSettings(secrets, record)
  const overlaps = overlapHours > 0
  return {
    sealedSettings: sealedSettings(secrets, {
      ...currentSettings,
      [setting]: value ?? secrets.newWebhookSecret(),
    }),
    sealedFormer: overlaps ? sealedSettings(secrets, currentSettings) : '',
    formerUntil: overlaps ? new Date(now.getTime() + overlapHours * 3_600_000) : null,
  }
}
