// Days as they come from outside: they exist, and lie where the days of letters and offices can.

/** The first and the last day that any field takes. */
export const FIRST_DAY = '1900-01-01'
export const LAST_DAY = '2199-12-31'

/** What is wrong with a day, or null. */
export function dayFault(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'must be a day as YYYY-MM-DD'
  if (!dayExists(text)) return 'must be a day that exists'
  return text < FIRST_DAY || text > LAST_DAY ? `must lie between ${FIRST_DAY} and ${LAST_DAY}` : null
}

/** Whether there is such a day; the text has the form YYYY-MM-DD. */
export function dayExists(day: string): boolean {
  const at = new Date(`${day}T00:00:00.000Z`)
  // The 31st of February is rolled over into March.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}

/**
 * YYYY-MM-DD of a day as it is written in India: day, month, year with slash, hyphen or full stop, one or two digits,
 * the year with two or four, or the month by its English name (01-Feb-2027). Also YYYY/MM/DD. Null for other forms.
 */
export function indianDay(text: string): string | null {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (iso) return [iso[1]!, two(iso[3]!), two(iso[4]!)].join('-')
  const [, day, , month, year] = /^(\d{1,2})([-/. ])(\d{1,2}|[A-Za-z]{3,9})\2(\d{4}|\d{2})$/.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return null
  const number = /^\d/.test(month) ? month : monthOf(month)
  return number === null ? null : [year.length === 2 ? `20${year}` : year, two(number), two(day)].join('-')
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** The number of a month that is named, whole or by three letters (and Sept). */
function monthOf(name: string): string | null {
  const lower = name.toLowerCase()
  const at = MONTHS.findIndex(
    (month) => month === lower || month.slice(0, 3) === lower || (month === 'september' && lower === 'sept'),
  )
  return at < 0 ? null : String(at + 1)
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
