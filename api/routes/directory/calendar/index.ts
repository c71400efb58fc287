// Calendars of offices: when they are closed, for routing rules and whoever asks.

import type { Route } from '../../../http/route'
import { listCalendarsRoute } from './list'
import { listCalendarDaysRoute } from './list-days'
import { putCalendarRoute } from './put'
import { readCalendarRoute } from './read'

export const calendars: readonly Route[] = [
  listCalendarsRoute,
  readCalendarRoute,
  putCalendarRoute,
  listCalendarDaysRoute,
]
