// Calendars of offices: the days of the week that are closed, and the holidays of each year.

import { z } from 'zod'
import { HOLIDAY_KINDS, WEEKDAYS, yearOf } from '../../../../domain/common/clock/calendar'
import { day, line, maybeLine, pageFields, pageSchema } from '../../../http/fields'

/** The most days that one call returns. */
export const MAX_DAYS = 400
const DAY_MS = 24 * 3_600_000

const nameMl = maybeLine(200).default('')
const once = <Value>(list: readonly Value[]) => new Set(list).size === list.length

const weeklySchema = z
  .strictObject({
    from: day.meta({ description: 'The first day of which it is so.' }),
    closed: z
      .array(z.enum(WEEKDAYS))
      .max(WEEKDAYS.length)
      .refine(once, 'must name each day once')
      .meta({ description: 'Days of the week on which offices are closed.' }),
    closedSaturdays: z
      .array(z.number().int().min(1).max(5))
      .max(5)
      .default([])
      .refine(once, 'must name each Saturday once')
      .meta({ description: 'Which Saturdays of a month, 1 for the first.' }),
  })
  .meta({ id: 'CalendarWeek' })

const holidaySchema = z
  .strictObject({ date: day, name: line(200), nameMl, kind: z.enum(HOLIDAY_KINDS).default('public') })
  .meta({ id: 'Holiday' })

const yearSchema = z
  .strictObject({
    year: z.number().int().min(1900).max(2200),
    holidays: z
      .array(holidaySchema)
      .max(366)
      .refine((list) => once(list.map(({ date }) => date)), 'must name each day once'),
  })
  .refine(({ year, holidays }) => holidays.every(({ date }) => yearOf(date) === year), {
    error: 'must be days of that year',
    path: ['holidays'],
  })
  .meta({ id: 'CalendarYear' })

export const calendarTextSchema = z
  .strictObject({
    name: line(200),
    nameMl,
    weekly: z
      .array(weeklySchema)
      .min(1)
      .max(100)
      .refine((list) => once(list.map(({ from }) => from)), 'must begin on different days')
      .meta({
        description:
          'Each holds from its day until the next begins. Before the first the calendar `state` holds.',
      }),
    years: z
      .array(yearSchema)
      .max(300)
      .refine((list) => once(list.map(({ year }) => year)), 'must name each year once')
      .meta({
        description: 'A year without a list has not been entered; then only the days of the week count.',
      }),
  })
  .refine(
    ({ weekly, years }) =>
      years.every(({ holidays }) => holidays.every(({ date }) => weekly.some(({ from }) => from <= date))),
    {
      error: 'must not be before the first of `weekly`: until then the calendar `state` holds',
      path: ['years'],
    },
  )
  .meta({ id: 'CalendarText' })

export const calendarSchema = z
  .object({
    id: z
      .string()
      .meta({ description: 'The name that offices know it by; `state` for those without another.' }),
    name: z.string(),
    nameMl: z.string(),
    weekly: z.array(weeklySchema),
    years: z.array(yearSchema),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
  })
  .meta({ id: 'Calendar' })

/** The response with a calendar, for the API documentation. */
export const calendarDoc = {
  description: 'The calendar.',
  schema: calendarSchema,
  headers: { ETag: 'The version, for If-Match.' },
}

export const calendarPageSchema = pageSchema(calendarSchema)

export const daysSchema = z.object({
  items: z.array(
    z
      .object({
        date: day,
        working: z.boolean(),
        because: z
          .enum(['weekday', 'saturday', 'holiday'])
          .nullable()
          .meta({ description: 'Why it is closed; null for a working day.' }),
        name: z.string().optional().meta({ description: 'Of the holiday.' }),
        nameMl: z.string().optional(),
        yearEntered: z
          .boolean()
          .meta({ description: 'False where the holidays of the year are not known yet.' }),
      })
      .meta({ id: 'CalendarDay' }),
  ),
})

export const calendarParams = z.object({ id: line(100) })
export const calendarListQuery = z.strictObject(pageFields)
export const daysQuery = z
  .strictObject({
    from: day,
    until: day.meta({ description: `Not included; at most ${MAX_DAYS} days after \`from\`.` }),
  })
  .refine(({ from, until }) => from < until, { error: 'must be after `from`', path: ['until'] })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= MAX_DAYS * DAY_MS, {
    error: `must be at most ${MAX_DAYS} days after \`from\``,
    path: ['until'],
  })

export type CalendarResponse = z.output<typeof calendarSchema>
