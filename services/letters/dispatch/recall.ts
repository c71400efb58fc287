// Taking a letter back: the rows decide, each against its own acknowledgement; then the run gets a signal.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { statesBefore } from '../../../domain/letters/tapal/states'
import { actorFor, type Caller } from '../../access/right/identity'
import { requireSeat, requireSeatErrors } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from './read'
import { tellRecalled } from './tell'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

export const recallDispatchErrors = [
  ...readDispatchErrors,
  ...requireSeatErrors,
  'not-recallable',
  'dispatch-ended',
] as const satisfies readonly ErrorCode[]

/**
 * Takes the letter back from all who have not acknowledged it; a repeat returns the first recall, also where all of them have
 * acknowledged it since. Throws KcsError `dispatch-unknown`, `seat-not-held` for who does not act for the sending seat, `not-recallable` where every addressee
 * has taken it, and `dispatch-ended`.
 */
export async function recallDispatch(
  deps: Deps,
  caller: Caller,
  { dispatch: id, reason }: { dispatch: string; reason: string },
  now: Date,
): Promise<Dispatch> {
  const { dispatches, tapals } = deps.repositories
  const dispatch = await readDispatch(deps, caller, id)
  const { office, seat } = dispatch.sender
  await requireSeat(caller, { id: seat, office })
  const isRepeat = dispatch.recall !== null
  if (!isRepeat && !(await isRecallable(deps, id))) throw new KcsError('not-recallable')
  const holder = caller.kind === 'account' ? caller.account.employee : ''
  const by = actorFor(caller, seat)
  const recalled = await dispatches.recall(id, { at: now, seat, holder, reason }, by)
  if (!recalled) throw new KcsError('dispatch-ended')
  await tapals.recall(id, by, now)
  // Between the look and the write the last addressee may have taken it: then nothing was taken back.
  if (!isRepeat && !(await isRecallable(deps, id))) {
    await dispatches.withdrawRecall(id, now)
    throw new KcsError('not-recallable')
  }
  tellRecalled(deps, id)
  return recalled
}

/** Nothing is resolved yet, or at least one tapal can be or has been taken back. */
async function isRecallable({ repositories: { tapals } }: Deps, id: string): Promise<boolean> {
  return (
    (await tapals.hasState(id, [...statesBefore('recalled'), 'recalled'])) || !(await tapals.hasState(id))
  )
}
