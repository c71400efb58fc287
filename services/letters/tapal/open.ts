// The holder of the seat has read a tapal.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { openChange } from '../../../domain/letters/tapal/acts'
import { isTaken } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
import { type OnTapal, type Permit, permit, permitErrors, type TapalCaller } from './caller'

export const openErrors = [...permitErrors, 'not-openable'] as const satisfies readonly ErrorCode[]

/** A repeat changes nothing. Throws KcsError `not-openable` before the office has taken the tapal, and after its end. */
export async function open(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal,
  now: Date,
): Promise<Changed> {
  const result = await openOnce(deps, await permit(deps, caller, input, now))
  if (!result) throw new KcsError('not-openable')
  return result
}

/** Opens the tapal, or finds it opened before; null where its state does not allow it. */
export async function openOnce(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  permitted: Permit,
): Promise<Changed | null> {
  const cause = permitted.by === 'agent' ? 'opened-at-agent' : 'opened-by-seat'
  let openable = true
  const result = await settleOnce(deps, permitted, openChange({ ...permitted.act, cause }), (current) => {
    openable = current.state !== 'acknowledged' && isTaken(current.state)
  })
  return openable ? result : null
}
