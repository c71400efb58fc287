// The codes by which the rules of charges refuse.

import type { ErrorCode } from '../../../domain/common/error'

/** Of joining a seat. */
export const JOINING_CODES = [
  'charge-overlaps',
  'charge-held-already',
  'charge-outside-seat',
] as const satisfies readonly ErrorCode[]

/** Of leaving a seat. */
export const LEAVING_CODES = ['charge-not-held', 'charge-backwards'] as const satisfies readonly ErrorCode[]
