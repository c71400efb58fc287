// Instants as people type them.

import { startOfDay } from '../domain/common/clock/ist'
import { usage } from './exit'

/**
 * The instant of a day in Kerala (its beginning) or of a full instant in UTC, in the form of the API; undefined stays
 * undefined. Throws CliError for other text, or a day that does not exist.
 */
export function instantFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const full = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text)
  const at = day || full ? new Date(day ? `${text}T00:00:00Z` : text) : new Date(NaN)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text.slice(0, 10))
    throw usage(`${text} is no day and no instant.`, 'Write 2026-11-22, or 2026-11-22T06:30:00Z.')
  return (day ? startOfDay(text) : at).toISOString()
}

/** The same of what may also be a time of a day in Kerala, as `2026-11-22 16:40`. */
export function keralaInstantFrom(text: string): string {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  const start = instantFrom(day ?? text)!
  const ms = day === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60_000
  return new Date(Date.parse(start) + ms).toISOString()
}
