// Calendars of offices: few, kept on their version, and read by their names.

import type { Connection } from 'mongoose'
import { keptObjects } from '../../common/kept-objects'
import type { RisingPage } from '../../common/page'
import { calendarCollection } from './schema'

/** Calendars; a change is made only on the version it was meant for. */
export function calendarRepository(connection: Connection) {
  const { byIds, byId, page, add, change } = keptObjects(connection, calendarCollection, 'calendar')
  return { byIds, byId, add, change, list: (request: RisingPage) => page({}, request) }
}
