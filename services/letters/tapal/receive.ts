// The filing system of the office has the tapal, and says so itself.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { diaryOf, type StatedDiary } from '../../../domain/letters/tapal/diary'
import { changeFor } from '../../../domain/letters/tapal/outcome-change'
import { isTaken } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { tellReceived } from '../dispatch/tell'
import { applyOnce, type Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { oneWithDays } from './with-days'

export const receiveErrors = [
  ...permitErrors,
  'not-receivable',
  'acknowledged-otherwise',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/**
 * What comes of it is what comes of a system's answer to a hand-over: the tapal is delivered and its clock starts, or it is
 * taken at once where a number of the diary is stated and that is taking. A repeat changes nothing. Throws KcsError
 * `not-receivable` after its end, `acknowledged-otherwise` where it was taken with another number, `validation-failed` for
 * a diary that cannot be.
 */
export async function receive(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal & StatedDiary & { reference: string },
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const { tapal, act } = permitted
  const { reference, diaryNumber } = input
  const diary = diaryNumber === undefined ? null : diaryOf(tapal, input, now)
  const outcome = { kind: 'delivered', reference, ...(diary ? { diary } : {}) } as const
  const counted = await oneWithDays(deps, tapal, act.at)
  const { event, set } = changeFor(counted, outcome, act.at, tapal.attempts, 0)
  const change = { event: { ...event, ...act }, set }
  const result = await applyOnce(deps, permitted, change, (current) => {
    if (current.state !== 'delivered' && !isTaken(current.state)) throw new KcsError('not-receivable')
    if (diary && current.diary?.number !== diary.number) throw new KcsError('acknowledged-otherwise')
  })
  if (result.changed) tellReceived(deps, tapal, result.tapal)
  return result
}
