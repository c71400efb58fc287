// Taking a tapal with the office's own diary number: once, whoever does it and by whichever door.

import { dayInKerala } from '../../../domain/common/clock/ist'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { acknowledgeChange, isOver } from '../../../domain/letters/tapal/acts'
import { isCountedInDays } from '../../../domain/letters/tapal/clock-table'
import { diaryOf, type StatedDiary } from '../../../domain/letters/tapal/diary'
import {
  isTaken,
  statesBefore,
  type TapalState,
  tookBeforeRecall,
} from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
import { catchUp } from './catch-up'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { oneWithDays } from './with-days'

export const acknowledgeErrors = [
  ...permitErrors,
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

const TAKEN_FROM = [...statesBefore('acknowledged'), 'recalled'] as const

/**
 * Possible from every state before the taking, and after a failure: the office had the letter after all. So it is after
 * the recall of a letter that had left KCS and was not given back: its number stands in the register of the office, and
 * the sender is told. A repeat with the same number changes nothing. Throws KcsError `acknowledged-otherwise` where the office took it with another
 * number, `not-acknowledgeable` where it has ended, and `validation-failed` for a diary without number or of the future.
 */
export async function acknowledge(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal & StatedDiary,
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const { tapal, act, by } = permitted
  // What the office took without a day, it took on the day of which it tells.
  const { diaryNumber, diaryDate = dayInKerala(act.at) } = input
  const diary = diaryOf(tapal, { diaryNumber, diaryDate }, now)
  const counted = await oneWithDays(deps, tapal, act.at)
  const change = acknowledgeChange(counted, { ...act, diary, cause: `acknowledged-by-${by}` })
  // Whether clocks start hangs on whether it had ended.
  const sameEnd = (state: TapalState) =>
    !isCountedInDays(tapal.times) || isOver(state) === isOver(tapal.state)
  const where = { ...permitted.where, state: TAKEN_FROM.filter(sameEnd), isThereIfRecalled: true } as const
  let hasEndedSince = false
  const result = await settleOnce(deps, { ...permitted, where }, change, (current) => {
    hasEndedSince = !sameEnd(current.state)
    if (hasEndedSince) return
    const isTakenAlready = isTaken(current.state)
    if (isTakenAlready && current.diary?.number === diary.number) return
    throw new KcsError(isTakenAlready && current.diary ? 'acknowledged-otherwise' : 'not-acknowledgeable')
  })
  if (hasEndedSince) return acknowledge(deps, caller, { ...input, tapal: result.tapal }, now)
  // Also at a repeat: whoever took it may have died before this line.
  if (result.tapal.events.some(tookBeforeRecall))
    await deps.repositories.dispatches.arrivedAfterAll(result.tapal.dispatch, now)
  return catchUp(deps, result)
}
