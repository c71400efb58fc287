// The entry of the receiving office's inward register that proves that it has taken a tapal.

import { dayInKerala, startOfDay } from '../../common/clock/ist'
import { KcsError } from '../../common/error'
import { dayFault } from '../../common/text/day'
import { textFault, tidyText } from '../../common/text/text'
import type { Diary, Outcome } from '../delivery/outcome'
import { MAX_DIARY_NUMBER } from '../dispatch/limits'
import type { Tapal } from './tapal'

/** A number and a day (YYYY-MM-DD) as an office states them; both may be left out. */
export interface StatedDiary {
  diaryNumber?: string | undefined
  diaryDate?: string | undefined
}

/** What the clocks of other systems may differ from ours. */
const TOLERANCE_MS = 5 * 60_000

/**
 * The stated number, or the inward number that KCS allotted; the stated day, or today in Kerala. Throws KcsError
 * `validation-failed` where there is no number, or it is no text of one line, and where the day lies before the letter
 * was accepted or in the future.
 */
export function diaryOf(
  tapal: Pick<Tapal, 'inwardNumber' | 'createdAt'>,
  stated: StatedDiary,
  now: Date,
): Diary {
  const number = stated.diaryNumber === undefined ? tapal.inwardNumber : tidyText(stated.diaryNumber)
  if (number === null) throw invalid('/diaryNumber', 'The number of your inward register is needed.')
  const numberFault = textFault(number, { max: MAX_DIARY_NUMBER })
  if (numberFault !== null) throw invalid('/diaryNumber', numberFault)
  const day = stated.diaryDate ?? dayInKerala(now)
  const dateFault = diaryDateFault(tapal, day, now)
  if (dateFault !== null) throw invalid('/diaryDate', dateFault)
  return { number, date: startOfDay(day) }
}

/** What is wrong with the day on which an office says that it has taken the letter, or null. */
export function diaryDateFault(
  { createdAt }: Pick<Tapal, 'createdAt'>,
  day: string,
  now: Date,
): string | null {
  const fault = dayFault(day)
  if (fault !== null) return fault
  const accepted = dayInKerala(createdAt)
  if (day < accepted) return `must not lie before ${accepted}, the day on which the letter was accepted`
  return day > dayInKerala(new Date(now.getTime() + TOLERANCE_MS)) ? 'must not lie in the future' : null
}

/** The outcome of a try, unless it holds a diary that cannot be: that answer cannot be believed, and is in doubt. */
export function withDiaryJudged(tapal: Pick<Tapal, 'createdAt'>, outcome: Outcome, now: Date): Outcome {
  if ((outcome.kind !== 'delivered' && outcome.kind !== 'duplicate') || !outcome.diary) return outcome
  const fault = diaryDateFault(tapal, dayInKerala(outcome.diary.date), now)
  if (fault === null) return outcome
  return {
    kind: 'retry-later',
    code: 'answer-garbled',
    inDoubt: true,
    detail: `The date of the diary ${fault}.`,
  }
}

function invalid(pointer: string, detail: string): KcsError {
  return new KcsError('validation-failed', { errors: [{ pointer, detail }] })
}
