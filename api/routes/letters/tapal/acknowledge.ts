// Taking a tapal with the office's own diary number: once, whoever does it and by whatever way.

import { dayInKerala, startOfDay } from '../../../../domain/common/clock/ist'
import type { Diary } from '../../../../domain/letters/delivery/outcome'
import { KcsError } from '../../../../domain/common/error'
import { acknowledgeChange, type Act } from '../../../../domain/letters/tapal/acts'
import type { Cause } from '../../../../domain/letters/tapal/event'
import { isTaken } from '../../../../domain/letters/tapal/states'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import type { Repositories } from '../../../../database'
import type { TapalCondition } from '../../../../database/letters/tapal/conditions'

/** The number that was given, or the inward number that KCS allotted; the date of today where none was given. */
export function diaryOf(
  tapal: Pick<Tapal, 'inwardNumber'>,
  given: { diaryNumber?: string | undefined; diaryDate?: string | undefined },
  now: Date,
): Diary {
  const number = given.diaryNumber ?? tapal.inwardNumber
  if (number === null) {
    const errors = [{ pointer: '/diaryNumber', detail: 'The number of your inward register is needed.' }]
    throw new KcsError('validation-failed', { errors })
  }
  const today = dayInKerala(now)
  if (given.diaryDate !== undefined && given.diaryDate > today) {
    const errors = [{ pointer: '/diaryDate', detail: 'The date lies in the future.' }]
    throw new KcsError('validation-failed', { errors })
  }
  return { number, date: startOfDay(given.diaryDate ?? today) }
}

/**
 * Acknowledges the tapal, or finds it acknowledged with the same number. `where` repeats the right to act inside
 * the write. Throws KcsError `acknowledged-otherwise`, `not-acknowledgeable`.
 */
export async function acknowledge(
  tapals: Repositories['tapals'],
  tapal: Tapal,
  act: Act & { diary: Diary; cause: Cause },
  where: TapalCondition = {},
): Promise<{ tapal: Tapal; changed: boolean }> {
  const changed = await tapals.apply(tapal.id, acknowledgeChange(tapal, act), { where })
  if (changed) return { tapal: changed, changed: true }
  const now = (await tapals.byId(tapal.id)) ?? tapal
  if (now.diary?.number === act.diary.number && isTaken(now.state)) return { tapal: now, changed: false }
  throw new KcsError(now.diary && isTaken(now.state) ? 'acknowledged-otherwise' : 'not-acknowledgeable')
}
