// Dates in cells: days of Kerala, or whole instants as an export writes those that are not the beginning of a day.

import { dayInKerala, startOfDay } from '../clock/ist'
import { dayFault, indianDay } from '../text/day'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/

/**
 * The first instant in Kerala of a day written as YYYY-MM-DD or as in India (day, month, year, see `indianDay`), or an ISO
 * instant in UTC; else what is wrong with it.
 */
export function dateOf(cell: string): Date | 'import-date-malformed' | 'import-date-impossible' {
  if (INSTANT.test(cell)) {
    const at = new Date(cell)
    return Number.isNaN(at.getTime()) || dayFault(cell.slice(0, 10)) !== null ? 'import-date-impossible' : at
  }
  const day = indianDay(cell)
  if (day === null) return 'import-date-malformed'
  return dayFault(day) === null ? startOfDay(day) : 'import-date-impossible'
}

/** The cell of an instant, from which `dateOf` reads the same instant; null is empty. */
export function dateCell(at: Date | null): string {
  if (at === null) return ''
  const day = dayInKerala(at)
  return startOfDay(day).getTime() === at.getTime() ? day : at.toISOString()
}
