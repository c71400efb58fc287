// The times of a dispatch, which each of its tapals keeps too.

import { type Term, TERM_UNITS } from '../../domain/common/clock/term'
import type { DispatchTimes, LetterTerms } from '../../domain/letters/dispatch/dispatch'
import { part } from './collection'

export const termPart = part<Term>({
  amount: { type: Number, required: true },
  unit: { type: String, enum: TERM_UNITS, required: true },
})

const within = part<LetterTerms>({ acknowledge: termPart, open: termPart, act: termPart, reply: termPart })

export const timesPart = part<DispatchTimes>({
  acknowledgeWithinSeconds: { type: Number, required: true },
  escalateEverySeconds: { type: Number, required: true },
  within,
})
