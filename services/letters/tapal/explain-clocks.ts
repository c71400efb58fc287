// The clocks of a tapal, and why each is due when it is.

import { type DueAndWhy } from '../../../domain/common/clock/run'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { TapalClock } from '../../../domain/letters/tapal/clock'
import { whyDue } from '../../../domain/letters/tapal/clocks'
import type { Caller } from '../../access/right/identity'
import { readableTexts } from '../../access/right/text'
import { officeDays } from '../../directory/calendar/office-days'
import type { ServiceDeps } from '../../deps'
import { readTapal, readTapalErrors } from './read'

export const explainClocksErrors = readTapalErrors satisfies readonly ErrorCode[]

export interface ExplainedClock {
  clock: TapalClock
  /** Line by line by the calendar as it is now; empty where that leads nowhere. */
  lines: DueAndWhy['lines']
  /** Where the calendar has changed since: when it would be due by it. Null where that is the same. */
  wouldBeDueAt: Date | null
}

/**
 * What the row says holds; the lines lead to it as long as the calendar is what it was. Reasons of pauses and extensions are text of
 * the offices: who may not read the letter gets none. Throws KcsError `tapal-unknown`.
 */
export async function explainClocks(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { tapal: id }: { tapal: string },
  now: Date,
): Promise<{ calendar: string; clocks: ExplainedClock[] }> {
  const tapal = await readTapal(deps, caller, id)
  const [readable, daysOf] = await Promise.all([
    readableTexts(deps.repositories, caller, { tapals: [tapal] }, now),
    officeDays(deps, [tapal.office], now),
  ])
  const { days, calendar } = daysOf(tapal.office)
  const isReadable = readable.tapals.has(tapal.id)
  const clocks = tapal.clocks.map((clock): ExplainedClock => {
    const { changes } = clock
    const shown =
      changes && !isReadable ? { ...clock, changes: changes.map((one) => ({ ...one, reason: '' })) } : clock
    const { lines, dueAt } = whyOrNothing(shown, { ...tapal, days })
    const isSame = lines.length === 0 || dueAt?.getTime() === clock.dueAt?.getTime()
    return { clock: shown, lines, wouldBeDueAt: isSame ? null : dueAt }
  })
  return { calendar, clocks }
}

function whyOrNothing(clock: TapalClock, owner: Parameters<typeof whyDue>[1]): DueAndWhy {
  try {
    return whyDue(clock, owner)
  } catch (error) {
    if (!(error instanceof KcsError)) throw error
    return { lines: [], dueAt: null }
  }
}
