// The times of a dispatch, which each of its tapals keeps too.

import type { DispatchTimes } from '../../domain/letters/dispatch/dispatch'
import { part } from './collection'

export const timesPart = part<DispatchTimes>({
  acknowledgeWithinSeconds: { type: Number, required: true },
  escalateEverySeconds: { type: Number, required: true },
})
