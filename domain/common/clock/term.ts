// How long a clock runs: an amount of days or hours, and from which moment they are counted.

import { KcsError } from '../error'

/** Seconds are what a letter states of its own times; they pass by day and night, as hours do. */
export const TERM_UNITS = ['working-days', 'calendar-days', 'working-hours', 'hours', 'seconds'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

export interface Term {
  amount: number
  unit: TermUnit
}

/**
 * From where a term is counted. `at-once`: from the instant itself; for days, the day of that instant is the first.
 * `day-after`: the day on which it came does not count (as section 9 of the General Clauses Act 1897 has it for `from`).
 * `next-working-moment`: from when the office works next.
 */
export const START_RULES = ['at-once', 'day-after', 'next-working-moment'] as const
export type StartRule = (typeof START_RULES)[number]

/** An extension is counted from the instant at which the clock had been due. */
export type CountedFrom = StartRule | 'from-due'

/** The longest terms: ten years of days, a year of hours or seconds. */
export const MAX_AMOUNT: Readonly<Record<TermUnit, number>> = {
  'working-days': 3_660,
  'calendar-days': 3_660,
  'working-hours': 8_784,
  hours: 8_784,
  seconds: 8_784 * 3_600,
}

/** Throws KcsError `clock-term-invalid` unless the amount is a whole number from `least` to the most of its unit. */
export function requireTerm({ amount, unit }: Term, least = 0): void {
  if (Number.isInteger(amount) && amount >= least && amount <= MAX_AMOUNT[unit]) return
  const detail = `${amount} is no whole number from ${least} to ${MAX_AMOUNT[unit]}, the most for ${unit}.`
  throw new KcsError('clock-term-invalid', { detail })
}

const WORDS: Readonly<Record<string, TermUnit>> = {
  'working day': 'working-days',
  'calendar day': 'calendar-days',
  day: 'calendar-days',
  'working hour': 'working-hours',
  hour: 'hours',
  second: 'seconds',
}

/** The term that `3 working days`, `30 calendar days`, `7 working hours` or `48 hours` says, or null. The amount is not judged. */
export function termFrom(text: string): Term | null {
  const [, amount, words] = /^(-?\d{1,9})[ -]([a-z]+(?:[ -][a-z]+)?)$/.exec(text.trim().toLowerCase()) ?? []
  if (amount === undefined || words === undefined) return null
  const unit = WORDS[words.replace('-', ' ').replace(/s$/, '')]
  return unit === undefined ? null : { amount: Number(amount), unit }
}
