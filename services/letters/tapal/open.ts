// The holder of the seat has read a tapal.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { openChange } from '../../../domain/letters/tapal/acts'
import { isTaken } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { applyOnce, type Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'

export const openErrors = [...permitErrors, 'not-openable'] as const satisfies readonly ErrorCode[]

/** A repeat changes nothing. Throws KcsError `not-openable` before the office has taken the tapal, and after its end. */
export async function open(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: TapalCaller,
  input: OnTapal,
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const cause = permitted.by === 'agent' ? 'opened-at-agent' : 'opened-by-seat'
  return applyOnce(deps, permitted, openChange({ ...permitted.act, cause }), (seen) => {
    if (seen.state === 'acknowledged' || !isTaken(seen.state)) throw new KcsError('not-openable')
  })
}
