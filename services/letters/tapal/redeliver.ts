// An operator sends a failed tapal again.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { redeliverChange } from '../../../domain/letters/tapal/acts'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { tellParked } from '../endpoint/tell'
import type { Changed } from './apply'
import { readTapal, readTapalErrors } from './read'

export const redeliverErrors = [
  ...readTapalErrors,
  'not-redeliverable',
] as const satisfies readonly ErrorCode[]

/**
 * Parks the tapal at its endpoint, whose own run delivers it; a repeat changes nothing. The reason stands in the audit log. Throws KcsError
 * `not-redeliverable` for one that has not failed, and for one without a seat: no way leads there, a new letter does.
 */
export async function redeliver(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { tapal: id, reason }: { tapal: string; reason?: string | undefined },
  now: Date,
): Promise<Changed> {
  const { tapals } = deps.repositories
  const tapal = await readTapal(deps, caller, id)
  const account = caller.kind === 'account' ? caller.account.login : ''
  const change = redeliverChange({
    actor: { kind: 'operator', account },
    at: now,
    ...(reason === undefined ? {} : { reason }),
  })
  const tapalAfter = await tapals.apply(tapal.id, change, { where: { hasSeat: true } })
  if (tapalAfter) {
    tellParked(deps, tapalAfter.endpoint)
    return { tapal: tapalAfter, changed: true }
  }
  const current = (await tapals.byId(tapal.id)) ?? tapal
  if (current.state !== 'routed') throw new KcsError('not-redeliverable')
  return { tapal: current, changed: false }
}
