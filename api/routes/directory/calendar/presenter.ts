// What calendars, their days and the lines of clocks look like in responses.

import type { z } from 'zod'
import type { Calendar } from '../../../../domain/common/clock/calendar'
import type { OfficeDay } from '../../../../domain/common/clock/days'
import { type ClockLine, isWarning } from '../../../../domain/common/clock/line'
import { lineInEnglish } from '../../../../domain/common/clock/words'
import { lineInMalayalam } from '../../../../domain/common/clock/words-ml'
import type { clockAnswerSchema } from './clock-schema'
import type { calendarSchema, daysSchema } from './schema'

/** A calendar with its instants as text, the holidays of each year in the order of their days. */
export function presentCalendar({ closures, years, ...rest }: Calendar): z.input<typeof calendarSchema> {
  return {
    ...rest,
    years: years.map((list) => ({
      ...list,
      holidays: list.holidays.toSorted((one, other) =>
        one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
      ),
    })),
    closures: closures.map(({ from, declaredAt, ...closure }) => ({
      ...closure,
      from: from.toISOString(),
      declaredAt: declaredAt.toISOString(),
    })),
  }
}

/** A day with the instants at which the office opens and closes. */
export function presentDay({
  date,
  working,
  because,
  name,
  nameMl,
  opens,
  ends,
  yearEntered,
  provisional,
}: OfficeDay): z.input<typeof daysSchema>['items'][number] {
  const isOpen = ends > opens
  return {
    ...{ date, working, because, yearEntered, provisional },
    ...(name === undefined ? {} : { name, nameMl }),
    opensAt: isOpen ? new Date(opens).toISOString() : null,
    closesAt: isOpen ? new Date(ends).toISOString() : null,
  }
}

/** A line with its words, its instants as text. */
export function presentLine(line: ClockLine): z.input<typeof clockAnswerSchema>['lines'][number] {
  const { code, ...facts } = line
  const told = Object.fromEntries(
    Object.entries<unknown>(facts).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  )
  return { code, en: lineInEnglish(line), ml: lineInMalayalam(line), warning: isWarning(line), ...told }
}
