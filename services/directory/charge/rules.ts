// The codes by which the rules of charges refuse.

import type { ErrorCode } from '../../../domain/common/error'

/** Of joining a seat. */
export const chargeRulesErrors = [
  'charge-overlaps',
  'charge-held-already',
  'charge-outside-seat',
] as const satisfies readonly ErrorCode[]

/** Of leaving a seat. */
export const chargeEndErrors = ['charge-not-held', 'charge-backwards'] as const satisfies readonly ErrorCode[]
