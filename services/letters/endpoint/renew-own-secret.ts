// An agent has its signing secret replaced; the one before counts beside it for a while.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { cardOf } from '../../../domain/letters/systems'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { ownAct, requireOwnEndpoint, requireOwnEndpointErrors } from './own'
import { replaceSetting } from './replace-setting'
import { openedSettings } from './settings'

/** The setting by which calls are signed, on the cards of the systems that have one. */
const SECRET = 'secret'

export const renewOwnSecretErrors = [
  'setting-unknown',
  'secrets-overlap',
  ...requireOwnEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * While both overlap, KCS signs each call with both, and takes call-backs that are signed with either; the old one ends by
 * itself. There are never more than two: throws KcsError `secrets-overlap` for a third while two count, unless no overlap
 * is wanted, which ends both. A repeat under the same key returns the same secret. Throws KcsError `not-an-agent`,
 * `endpoint-unknown`, `setting-unknown` for a system without a secret that KCS makes.
 */
export async function renewOwnSecret(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>,
  caller: Caller,
  input: { endpoint: string; overlapHours: number; idempotencyKey: string },
  now: Date,
): Promise<{ secret: string; formerUntil: Date | null }> {
  const record = await requireOwnEndpoint(deps, caller, input.endpoint)
  if (cardOf(record.mechanism).settings[SECRET]?.madeBy !== 'kcs') throw new KcsError('setting-unknown')
  const settingsKey = deps.secrets.digest(`${callerKeyOf(caller)}\n${input.idempotencyKey}`)
  const until = record.formerUntil
  if (record.settingsKey !== settingsKey && input.overlapHours > 0 && until !== null && until > now)
    throw new KcsError('secrets-overlap', { detail: `Two secrets count until ${until.toISOString()}.` })
  const replacement = { setting: SECRET, overlapHours: input.overlapHours, settingsKey }
  const act = ownAct(record, 'endpoint-secret-set', now)
  const current = await replaceSetting(deps, record, replacement, act)
  // Another one was set between our reading and our writing.
  if (current === null) return renewOwnSecret(deps, caller, input, now)
  return { secret: openedSettings(deps.secrets, current)[SECRET]!, formerUntil: current.formerUntil }
}
