// Calendars of offices: few, kept on their version, and read by their names.

import type { Connection } from 'mongoose'
import type { Calendar } from '../../domain/clock/calendar'
import { coalesced } from '../coalesce'
import { modelOf, withId } from '../model'
import { type ChangeNote, versionedRows } from '../versioned'
import { calendarSchema, type CalendarRow } from './schema'

export function calendarRepository(connection: Connection) {
  const model = modelOf<CalendarRow>(connection, 'calendars', calendarSchema)
  const rows = versionedRows(connection, model, 'calendar')
  const find = async (filter: Record<string, unknown>, options: object = {}): Promise<Calendar[]> => {
    const found = await model.collection.find(filter as never, { sort: { _id: 1 }, ...options }).toArray()
    return found.map((row) => withId(row as unknown as CalendarRow))
  }
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, Calendar>> => {
    const found = await find({ _id: { $in: ids } })
    return new Map(found.map((calendar) => [calendar.id, calendar]))
  })

  return {
    byIds,

    byId: async (id: string): Promise<Calendar | null> => (await byIds([id])).get(id) ?? null,

    /** A page of calendars by id. */
    async list(page: { limit: number; above?: string }): Promise<{ items: Calendar[]; next: string | null }> {
      const filter = page.above === undefined ? {} : { _id: { $gt: page.above } }
      const found = await find(filter, { limit: page.limit + 1 })
      const items = found.slice(0, page.limit)
      return { items, next: found.length > page.limit ? items[items.length - 1]!.id : null }
    },

    /** Throws KcsError `exists-already`. */
    async add({ id, ...rest }: Calendar, change: ChangeNote): Promise<Calendar> {
      return withId(await rows.add({ _id: id, ...rest }, change))
    },

    /** Changes the calendar on the version named; throws KcsError `not-found` or `version-stale`, and what `edit` throws. */
    async change(
      id: string,
      version: number,
      edit: (calendar: Calendar) => Calendar,
      change: ChangeNote,
    ): Promise<Calendar> {
      const changed = await rows.change(
        id,
        version,
        (row) => {
          const { id: _id, ...rest } = edit(withId(row))
          return { _id, ...rest }
        },
        change,
      )
      return withId(changed)
    },
  }
}

export type CalendarRepository = ReturnType<typeof calendarRepository>
