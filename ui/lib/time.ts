// Dates and spans in words, in Kerala's time and the reader's language.

import type { TFunction } from 'i18next'
import { dayInKerala, startOfDay as startInKerala } from '../../domain/common/clock/ist'
import type { Language } from '../../domain/letters/dispatch/dispatch'

const DAY_MS = 86_400_000
const ZONE = 'Asia/Kolkata'
const locale = (language: Language) => (language === 'ml' ? 'ml-IN' : 'en-IN')

/** `04 Jul 2021, 10:32 am` */
export function dateTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: ZONE,
  }).format(new Date(at))
}

/** As `dateTime`, without the year where it is the present one. */
export function dateTimeShort(at: string, language: Language, now = new Date()): string {
  if (today(new Date(at)).slice(0, 4) !== today(now).slice(0, 4)) return dateTime(at, language)
  return new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: ZONE,
  }).format(new Date(at))
}

/** `4 Jul, 10:32:07 am`, for a history; the year only where it is not the present one. */
export function dateTimeExact(at: string, language: Language, now = new Date()): string {
  const other = today(new Date(at)).slice(0, 4) !== today(now).slice(0, 4)
  return new Intl.DateTimeFormat(locale(language), {
    ...(other && { year: 'numeric' }),
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZone: ZONE,
  }).format(new Date(at))
}

/** `10:32:07 am`, for entries of one day. */
export function timeOfDay(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { timeStyle: 'medium', timeZone: ZONE }).format(
    new Date(at),
  )
}

/** `4 Jul 2021`; takes an instant or a plain YYYY-MM-DD. */
export function date(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeZone: ZONE }).format(
    new Date(at),
  )
}

/** `24 hours` */
export function hoursWords(seconds: number, language: Language): string {
  const unit = { style: 'unit', unit: 'hour', unitDisplay: 'long' } as const
  return new Intl.NumberFormat(locale(language), { ...unit, maximumFractionDigits: 1 }).format(seconds / 3600)
}

/** Today in Kerala as YYYY-MM-DD. */
export function today(now = new Date()): string {
  return dayInKerala(now)
}

/** Tomorrow in Kerala as YYYY-MM-DD: the first day a change of the directory can be set for ahead. */
export function tomorrow(): string {
  return dayInKerala(new Date(Date.now() + DAY_MS))
}

/** The instant at which a day given as YYYY-MM-DD begins in Kerala. */
export function startOfDay(day: string): string {
  return startInKerala(day).toISOString()
}

/** The instant of a local date and time of Kerala (`2026-11-22T10:30`); empty for what is none. */
export function instantOf(local: string): string {
  const at = new Date(`${local}:00+05:30`)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** The instant at which a day ends in Kerala: the next one begins. */
export function endOfDay(day: string): string {
  return new Date(startInKerala(day).getTime() + DAY_MS).toISOString()
}

/** A duration in its two largest units: `2 d 3 h`, `5 min`, `40 s`. */
export function span(milliseconds: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3600) % 24
  const minutes = Math.floor(seconds / 60) % 60
  if (days > 0)
    return hours > 0 && days < 7
      ? `${t('span.d', { n: days })} ${t('span.h', { n: hours })}`
      : t('span.d', { n: days })
  if (hours > 0)
    return minutes > 0
      ? `${t('span.h', { n: hours })} ${t('span.min', { n: minutes })}`
      : t('span.h', { n: hours })
  return minutes > 0 ? t('span.min', { n: minutes }) : t('span.s', { n: seconds })
}

export interface DueWords {
  text: string
  late: boolean
}

/** What is left until an instant, or by how much it has passed. */
export function dueWords(dueAt: string, now: number, t: TFunction): DueWords {
  const msLeft = new Date(dueAt).getTime() - now
  return msLeft < 0
    ? { text: t('due.late', { span: span(-msLeft, t) }), late: true }
    : { text: t('due.left', { span: span(msLeft, t) }), late: false }
}
