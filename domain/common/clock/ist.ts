// Indian Standard Time, the civil time of every register: UTC+05:30, without summer time.

const OFFSET_MS = (5 * 60 + 30) * 60_000

/** The calendar year in Kerala at an instant. */
export function yearInKerala(at: Date): number {
  return new Date(at.getTime() + OFFSET_MS).getUTCFullYear()
}

/** The calendar day in Kerala at an instant, as YYYY-MM-DD. */
export function dayInKerala(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The first instant of a Kerala day given as YYYY-MM-DD. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS)
}
