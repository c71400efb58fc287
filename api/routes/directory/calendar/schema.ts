// Calendars of offices: when they work by the week, the holidays of each year, and closures.

import { z } from 'zod'
import {
  CLOSED_BECAUSE,
  CLOSURE_REASONS,
  FORENOON_ENDS,
  HOLIDAY_KINDS,
  timeFault,
  USUAL_HOURS,
  WEEKDAYS,
  yearOf,
} from '../../../../domain/common/clock/calendar'
import { DAY_MS } from '../../../../domain/common/clock/ist'
import { day, instant, line, maybeLine, pageFields, pageSchema } from '../../../http/fields'

/** The most days that one call returns. */
export const MAX_DAYS = 400

const nameMl = maybeLine(200).default('')
const time = z
  .string()
  .refine((text) => timeFault(text) === null, 'must be a time as HH:MM')
  .meta({ example: '17:15' })
const districts = z
  .array(line(100))
  .max(20)
  .optional()
  .meta({ description: 'It holds for offices of these districts alone; without any, for all.' })
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

const hoursSchema = z
  .strictObject({
    from: day.meta({ description: 'The first day of which it is so.' }),
    opensAt: time.meta({ description: 'In Kerala, as is `closesAt`.', example: '10:15' }),
    closesAt: time,
  })
  .meta({ id: 'OfficeHours' })

const holidaySchema = z
  .strictObject({
    date: day,
    name: line(200),
    nameMl,
    kind: z.enum(HOLIDAY_KINDS).default('public').meta({
      description: '`restricted` closes no office. On a `half-day` offices work until `closesAt`.',
    }),
    districts,
    closesAt: time
      .optional()
      .meta({ description: `Of a half day: when offices close; without it at ${FORENOON_ENDS}.` }),
    mayShift: z
      .boolean()
      .optional()
      .meta({ description: 'It goes by the moon, and a later order may move it.' }),
  })
  .meta({ id: 'Holiday' })

const yearSchema = z
  .strictObject({
    year: z.number().int().min(1900).max(2200),
    holidays: z
      .array(holidaySchema)
      .max(366)
      .refine(
        (list) => once(list.map(({ date, kind, districts = [] }) => [date, kind, ...districts].join(' '))),
        'must name each day once for each kind and its districts',
      ),
    source: maybeLine(300).optional().meta({ description: 'The order that the list was taken from.' }),
    provisional: z
      .boolean()
      .optional()
      .meta({ description: 'The order is not known yet: days may be missing. Clocks say so.' }),
  })
  .refine(({ year, holidays }) => holidays.every(({ date }) => yearOf(date) === year), {
    error: 'must be days of that year',
    path: ['holidays'],
  })
  .meta({ id: 'CalendarYear' })

const closureFields = {
  from: instant.meta({ description: 'From when offices are closed; of today at the earliest.' }),
  until: day.meta({ description: 'The first day on which they work again.' }),
  reason: z.enum(CLOSURE_REASONS),
  name: line(200).meta({ example: 'Hartal' }),
  nameMl,
  by: line(200).meta({ description: 'Whose order it is.', example: 'District Collector, Ernakulam' }),
  districts,
}
const closureTextSchema = z.strictObject(closureFields).meta({ id: 'ClosureText' })
const closureSchema = z
  .object({
    ...closureFields,
    declaredAt: instant.meta({ description: 'What was decided before was decided without it.' }),
  })
  .meta({ id: 'Closure' })

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
    hours: z
      .array(hoursSchema)
      .max(100)
      .refine((list) => once(list.map(({ from }) => from)), 'must begin on different days')
      .optional()
      .meta({
        description:
          `Each holds from its day until the next begins; before the first offices work from ${USUAL_HOURS.opensAt} to ` +
          `${USUAL_HOURS.closesAt}. Left out, the hours stay as they are.`,
      }),
    closures: z
      .array(closureTextSchema)
      .max(500)
      .optional()
      .meta({
        description:
          'Offices closed of a sudden. A new one may begin today, at any hour; one that has begun stays, and may be made ' +
          'to end on another day to come. Left out, the closures stay as they are.',
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
    hours: z.array(hoursSchema),
    years: z.array(yearSchema),
    closures: z.array(closureSchema),
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
          .enum(CLOSED_BECAUSE)
          .nullable()
          .meta({ description: 'Why it is closed; null for a working day.' }),
        name: z.string().optional().meta({ description: 'Of the holiday, half day or closure.' }),
        nameMl: z.string().optional(),
        opensAt: instant.nullable().meta({ description: 'Null where nobody is in the office.' }),
        closesAt: instant.nullable(),
        yearEntered: z
          .boolean()
          .meta({ description: 'False where the holidays of the year are not known yet.' }),
        provisional: z.boolean().meta({ description: 'True where its list was entered before the order.' }),
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
    district: line(100).optional().meta({
      description: 'Of the office; without it, what holds for some districts alone does not count.',
    }),
  })
  .refine(({ from, until }) => from < until, { error: 'must be after `from`', path: ['until'] })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= MAX_DAYS * DAY_MS, {
    error: `must be at most ${MAX_DAYS} days after \`from\``,
    path: ['until'],
  })

export type CalendarResponse = z.output<typeof calendarSchema>
export type CalendarTextBody = z.input<typeof calendarTextSchema>
export type DaysResponse = z.output<typeof daysSchema>
