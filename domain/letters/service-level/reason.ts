// Why a letter has the times that it has: line by line, as data.

import type { LevelClock } from '../dispatch/dispatch'
import type { LevelCondition } from './level'

export type LevelReason =
  /** A condition of the level, and what the letter or its office says to it. */
  | { code: 'fits'; condition: LevelCondition; value: string }
  /** The level names no condition. */
  | { code: 'fits-all' }
  /** The next level that fits, and why it does not hold. */
  | {
      code: 'goes-before'
      level: string
      because: 'more-conditions' | 'weightier-condition' | 'began-later' | 'first-by-id'
    }
  | { code: 'none-fits' }
  /** The sender states this time, and that goes before the level. */
  | { code: 'stated'; clock: LevelClock }
  | { code: 'ladder-stated' }
  /** Of a letter that was accepted when levels were not kept yet. */
  | { code: 'all-stated' }
  /** The clock is due on the day that the sender fixed. */
  | { code: 'fixed-date'; clock: LevelClock; day: string }

export type LevelReasonCode = LevelReason['code']

/** Every code, once: each has its words in both languages. */
export const LEVEL_REASON_CODES = [
  'fits',
  'fits-all',
  'goes-before',
  'none-fits',
  'stated',
  'ladder-stated',
  'all-stated',
  'fixed-date',
] as const satisfies readonly LevelReasonCode[]
