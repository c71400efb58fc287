// Tapals with the days by which their clocks are counted.

import { type ClockOwner, isCountedInDays } from '../../../domain/letters/tapal/clock-table'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { officeDays } from '../../directory/calendar/office-days'
import type { ServiceDeps } from '../../deps'

type Counted = Pick<Tapal, 'office' | 'times'>

/** Adds the days of its office to each tapal whose times are counted in them; others cost no look at the directory. */
export async function withDays<One extends Counted>(
  deps: { repositories: Pick<ServiceDeps['repositories'], 'calendars' | 'offices'> },
  tapals: readonly One[],
  at: Date,
): Promise<(One & ClockOwner)[]> {
  const offices = tapals.filter(({ times }) => isCountedInDays(times)).map(({ office }) => office)
  if (offices.length === 0) return [...tapals]
  const daysOf = await officeDays(deps, offices, at)
  return tapals.map((tapal) =>
    isCountedInDays(tapal.times) ? { ...tapal, days: daysOf(tapal.office).days } : tapal,
  )
}

/** The same for one. */
export async function oneWithDays<One extends Counted>(
  deps: Parameters<typeof withDays>[0],
  tapal: One,
  at: Date,
): Promise<One & ClockOwner> {
  const [counted = tapal] = await withDays(deps, [tapal], at)
  return counted
}
