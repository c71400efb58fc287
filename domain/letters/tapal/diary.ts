// The entry of the receiving office's inward register that proves that it has taken a tapal.

import { dayInKerala, startOfDay } from '../../common/clock/ist'
import { KcsError } from '../../common/error'
import type { Diary } from '../delivery/outcome'
import type { Tapal } from './tapal'

/** A number and a day (YYYY-MM-DD) as an office states them; both may be left out. */
export interface StatedDiary {
  diaryNumber?: string | undefined
  diaryDate?: string | undefined
}

/**
 * The stated number, or the inward number that KCS allotted; the stated day, or today in Kerala. Throws KcsError
 * `validation-failed` where there is no number, or where the day lies in the future.
 */
export function diaryOf(tapal: Pick<Tapal, 'inwardNumber'>, stated: StatedDiary, now: Date): Diary {
  const number = stated.diaryNumber ?? tapal.inwardNumber
  if (number === null) throw invalid('/diaryNumber', 'The number of your inward register is needed.')
  const today = dayInKerala(now)
  if (stated.diaryDate !== undefined && stated.diaryDate > today)
    throw invalid('/diaryDate', 'The date lies in the future.')
  return { number, date: startOfDay(stated.diaryDate ?? today) }
}

function invalid(pointer: string, detail: string): KcsError {
  return new KcsError('validation-failed', { errors: [{ pointer, detail }] })
}
