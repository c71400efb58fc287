// Calendars of offices: few, kept on their version, and read by their names.

import type { Connection } from 'mongoose'
import { type KeptPage, keptObjects } from '../../common/kept-objects'
import { modelOf } from '../../common/model'
import { calendarSchema, type CalendarRow } from './schema'

export function calendarRepository(connection: Connection) {
  const model = modelOf<CalendarRow>(connection, 'calendars', calendarSchema)
  const { byIds, byId, page, add, change } = keptObjects(connection, model, 'calendar')
  return { byIds, byId, add, change, list: (wanted: KeptPage) => page({}, wanted) }
}

export type CalendarRepository = ReturnType<typeof calendarRepository>
