// Dates in cells: days of Kerala, or whole instants as an export writes those that are not the beginning of a day.

import { dayInKerala, startOfDay } from '../clock/ist'

/** The codes of what can be wrong with a date. */
export type DateFault = 'import-date-malformed' | 'import-date-impossible'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/

/** The first instant of YYYY-MM-DD or DD/MM/YYYY in Kerala, or an ISO instant in UTC; else what is wrong with it. */
export function dateOf(cell: string): Date | DateFault {
  if (INSTANT.test(cell)) {
    const at = new Date(cell)
    return Number.isNaN(at.getTime()) ? 'import-date-impossible' : at
  }
  const indian = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(cell)
  const day = indian ? `${indian[3]}-${indian[2]}-${indian[1]}` : cell
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return 'import-date-malformed'
  const parsed = new Date(`${day}T00:00:00.000Z`)
  // The 31st of February is rolled over into March.
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day)
    return 'import-date-impossible'
  return startOfDay(day)
}

/** The cell of an instant, from which `dateOf` reads the same instant; null is empty. */
export function dateCell(at: Date | null): string {
  if (at === null) return ''
  const day = dayInKerala(at)
  return startOfDay(day).getTime() === at.getTime() ? day : at.toISOString()
}
