// Taking a tapal with the office's own diary number: once, whoever does it and by whichever door.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { diaryOf, type StatedDiary } from '../../../domain/letters/tapal/diary'
import { isTaken } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'

export const acknowledgeErrors = [
  ...permitErrors,
  'acknowledged-otherwise',
  'not-acknowledgeable',
  'validation-failed',
] as const satisfies readonly ErrorCode[]

/**
 * Possible from every state before the taking, and after a failure: the office had the letter after all. A repeat with
 * the same number changes nothing. Throws KcsError `acknowledged-otherwise` where the office took it with another
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
  const diary = diaryOf(tapal, input, now)
  const change = acknowledgeChange(tapal, { ...act, diary, cause: `acknowledged-by-${by}` })
  return settleOnce(deps, permitted, change, (seen) => {
    const taken = isTaken(seen.state)
    if (taken && seen.diary?.number === diary.number) return
    throw new KcsError(taken && seen.diary ? 'acknowledged-otherwise' : 'not-acknowledgeable')
  })
}
