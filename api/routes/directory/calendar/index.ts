// Calendars of offices: when they work, for routing rules, clocks and whoever asks.

import type { Route } from '../../../http/route'
import { explainClockRoute } from './explain-clock'
import { listCalendarsRoute } from './list'
import { listCalendarDaysRoute } from './list-days'
import { putCalendarRoute } from './put'
import { readCalendarRoute } from './read'

export const calendars: readonly Route[] = [
  listCalendarsRoute,
  readCalendarRoute,
  putCalendarRoute,
  listCalendarDaysRoute,
  explainClockRoute,
]
