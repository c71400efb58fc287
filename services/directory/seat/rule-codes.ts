// The codes by which the rules of seats refuse.

import type { ErrorCode } from '../../../domain/common/error'

export const SEAT_RULE_CODES = [
  'seat-unknown',
  'reporting-loop',
  'sanctioned-post-unknown',
  'strength-exceeded',
  'span-invalid',
] as const satisfies readonly ErrorCode[]
