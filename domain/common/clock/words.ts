// What the lines of a clock say in English, and the words that a day and a time have in both languages.

import type { ClockLine, SkippedBecause } from './line'
import { saturdayOfMonth } from './calendar'
import { dayInKerala, startOfDay } from './ist'
import { clockCard } from './kinds'
import type { StartRule, Term, TermUnit } from './term'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth']
const UNITS: Record<TermUnit, string> = {
  'working-days': 'working day',
  'calendar-days': 'calendar day',
  'working-hours': 'working hour',
  hours: 'hour',
  seconds: 'second',
}
const STARTS: Record<StartRule, string> = {
  'at-once': 'counted at once',
  'day-after': 'counted from the day after it came',
  'next-working-moment': 'counted from when the office works next',
}

/** One line in English; whole sentences, times in Kerala. */
export function lineInEnglish(line: ClockLine): string {
  switch (line.code) {
    case 'started': {
      const { at, kind, term, start } = line
      return `The clock for ${clockCard(kind).name} starts on ${instantIn(at)}: ${termIn(term)}, ${STARTS[start]}.`
    }
    case 'fixed':
      return `The clock for ${clockCard(line.kind).name} starts on ${instantIn(line.at)}. The sender fixed its day: ${dayIn(line.day)}.`
    case 'came-later':
      return `It came on ${instantIn(line.at)} (${whyIn(line)}), which counts as ${dayIn(line.day)}.`
    case 'day-of-start':
      return `${dayIn(line.day)}: not counted, the day on which it came.`
    case 'runs-from':
      return `The clock runs from ${instantIn(line.at)}.`
    case 'counted':
      return `${dayIn(line.day)}: counted, day ${line.count}${line.half ? ` (half day${line.name ? `, ${line.name}` : ''})` : ''}.`
    case 'skipped':
      return `${dayIn(line.day)}: not counted, ${whyIn(line)}${line.mayShift ? ' (it goes by the moon; a later order may move it)' : ''}.`
    case 'worked':
      return `${dayIn(line.day)}: ${spanIn(line.minutes)} counted, ${timeOf(line.from)} to ${timeOf(line.to)}; ${spanIn(line.total)} in all.`
    case 'ran':
      return `${lastingIn(line.hours)} by day and night end on ${instantIn(line.at)}.`
    case 'paused':
      return `Paused on ${instantIn(line.at)} by ${line.by}: ${line.reason}${lateIn(line.late)}`
    case 'resumed':
      return `Resumed on ${instantIn(line.at)} by ${line.by}: ${line.reason}${lateIn(line.late)}`
    case 'extended': {
      const from = line.from === null ? '' : ` Counted from ${instantIn(line.from)}, when it had been due.`
      return `Extended on ${instantIn(line.at)} by ${termIn(line.term)} by ${line.by}: ${line.reason}.${from}`
    }
    case 'moved':
      return `${dayIn(line.day)}: nothing can be done on it, ${whyIn(line)}; the next working day does.`
    case 'year-not-entered':
      return `Beware: the holidays of ${line.year} have not been entered. Only the days of the week count.`
    case 'year-provisional':
      return `Beware: the holidays of ${line.year} are provisional, for the order was not known. Days may be missing.`
    case 'stands':
      return `The clock stands since ${instantIn(line.at)}. It is not due before it is resumed.`
    case 'due':
      return `Due on ${instantIn(line.at)}.`
  }
}

/** `Saturday 29 August 2026`. */
function dayIn(day: string): string {
  const { weekday, year, month, date } = partsOf(day)
  return `${DAYS[weekday]} ${date} ${MONTHS[month]} ${year}`
}

function instantIn(at: Date): string {
  return `${dayIn(dayInKerala(at))} at ${timeOf(at)}`
}

export function termIn({ amount, unit }: Term): string {
  return unit === 'seconds' ? lastingIn(amount / 3_600) : count(amount, UNITS[unit])
}

/** `48 hours`, or in the next smaller unit where it is no whole number of them. */
function lastingIn(hours: number): string {
  const { amount, unit } = wholeSpan(hours)
  return count(amount, unit)
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`
}

function spanIn(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 || hours === 0 ? `${minutes % 60} min` : '']
    .filter(Boolean)
    .join(' ')
}

function lateIn(late: boolean): string {
  return late ? '. It was due before, so this moves nothing.' : '.'
}

function whyIn({ day, because, name = '' }: { day: string; because: SkippedBecause; name?: string }): string {
  switch (because) {
    case 'weekday':
      return 'the office is closed on that day of the week'
    case 'saturday':
      return `the ${ORDINALS[saturdayOfMonth(day)]} Saturday of the month`
    case 'holiday':
      return name
    case 'closure':
      return `offices were closed: ${name}`
    case 'after-hours':
      return 'after the end of office hours'
    case 'paused':
      return 'the clock stands'
  }
}

/** Weekday (0 for Sunday), year, month (0 for January) and date of YYYY-MM-DD. */
export function partsOf(day: string): { weekday: number; year: number; month: number; date: number } {
  const at = new Date(`${day}T00:00:00Z`)
  return {
    weekday: at.getUTCDay(),
    year: at.getUTCFullYear(),
    month: at.getUTCMonth(),
    date: at.getUTCDate(),
  }
}

/** A span in the largest of hours, minutes and seconds in which it is a whole number. */
export function wholeSpan(hours: number): { amount: number; unit: 'hour' | 'minute' | 'second' } {
  const seconds = Math.round(hours * 3_600)
  if (seconds % 3_600 === 0) return { amount: seconds / 3_600, unit: 'hour' }
  return seconds % 60 === 0 ? { amount: seconds / 60, unit: 'minute' } : { amount: seconds, unit: 'second' }
}

/** HH:MM in Kerala, with seconds where there are any. */
export function timeOf(at: Date): string {
  const seconds = Math.floor((at.getTime() - startOfDay(dayInKerala(at)).getTime()) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${rest}`
}
