// The times of a dispatch, which each of its tapals keeps too.

import { type Term, TERM_UNITS } from '../../domain/common/clock/term'
import type { DispatchTimes, FixedDate, LetterTerms } from '../../domain/letters/dispatch/dispatch'
import type { StatedTimes } from '../../domain/letters/service-level/times'
import { part } from './collection'

export const termPart = part<Term>({
  amount: { type: Number, required: true },
  unit: { type: String, enum: TERM_UNITS, required: true },
})

export const termsPart = part<LetterTerms>({
  ...{ acknowledge: termPart, open: termPart, act: termPart, reply: termPart },
  ...{ transfer: termPart, dispose: termPart },
})

const fixed = part<FixedDate>({
  clock: { type: String, enum: ['act', 'reply'], required: true },
  day: { type: String, required: true },
})

export const timesPart = part<DispatchTimes>({
  acknowledgeWithinSeconds: { type: Number, required: true },
  escalateEverySeconds: { type: Number, required: true },
  within: termsPart,
  fixed,
})

/** What a sender states of them. */
export const statedTimesPart = part<StatedTimes>({
  acknowledgeWithinSeconds: Number,
  escalateEverySeconds: Number,
  within: termsPart,
})
