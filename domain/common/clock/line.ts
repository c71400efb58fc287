// Why a clock is due when it is: line by line, as data that a reader can count along.

import { CLOSED_BECAUSE } from './calendar'
import type { ClockKind } from './kinds'
import type { StartRule, Term } from './term'

/** Why a day is not counted: the office does not work, its day was over, or the clock stands. */
export const SKIPPED_BECAUSE = [...CLOSED_BECAUSE, 'after-hours', 'paused'] as const
export type SkippedBecause = (typeof SKIPPED_BECAUSE)[number]

/** What closed a day has a name where it is a holiday or a closure. */
type Named = { name?: string; nameMl?: string }

/** Days are YYYY-MM-DD in Kerala. */
export type ClockLine =
  | { code: 'started'; at: Date; kind: ClockKind; term: Term; start: StartRule }
  /** Its day was fixed by the sender, and no term is counted. */
  | { code: 'fixed'; at: Date; kind: ClockKind; day: string }
  /** After the office had ended its day, or on one on which it did not work: it counts as come on `day`. */
  | ({ code: 'came-later'; at: Date; day: string; because: SkippedBecause } & Named)
  /** The day on which it came. */
  | { code: 'day-of-start'; day: string }
  /** The clock runs from a later moment than the one that started it. */
  | { code: 'runs-from'; at: Date }
  | ({ code: 'counted'; day: string; count: number; half: boolean } & Named)
  | ({ code: 'skipped'; day: string; because: SkippedBecause; mayShift: boolean } & Named)
  /** Office hours of a day that were counted, between which instants, and the minutes in all. */
  | { code: 'worked'; day: string; from: Date; to: Date; minutes: number; total: number }
  | { code: 'ran'; at: Date; hours: number }
  /** `late`: it was due before, so the change moves nothing. */
  | { code: 'paused'; at: Date; by: string; reason: string; late: boolean }
  | { code: 'resumed'; at: Date; by: string; reason: string; late: boolean }
  /** `from`: when it had been due. */
  | { code: 'extended'; at: Date; by: string; reason: string; term: Term; from: Date | null }
  /** The last day is one on which the office does not work. */
  | ({ code: 'moved'; day: string; because: SkippedBecause } & Named)
  | { code: 'year-not-entered'; year: number }
  | { code: 'year-provisional'; year: number }
  | { code: 'stands'; at: Date }
  | { code: 'due'; at: Date }

export type SkippedLine = Extract<ClockLine, { code: 'skipped' }>

export type LineCode = ClockLine['code']

/** Every code, once: each has its words in both languages. */
export const LINE_CODES = [
  'started',
  'fixed',
  'came-later',
  'day-of-start',
  'runs-from',
  'counted',
  'skipped',
  'worked',
  'ran',
  'paused',
  'resumed',
  'extended',
  'moved',
  'year-not-entered',
  'year-provisional',
  'stands',
  'due',
] as const satisfies readonly LineCode[]

/** Lines that tell a reader to beware. */
export function isWarning({ code }: Pick<ClockLine, 'code'>): boolean {
  return code === 'year-not-entered' || code === 'year-provisional'
}
