// Why a letter cannot go to a recipient, as far as the directory and the recipient's delivery profile tell.

import type { ErrorCode } from '../../common/error'

/** What of a letter an office or a system does not take. */
export const LETTER_REFUSALS = [
  'refused-kind',
  'refused-classification',
  'refused-language',
  'refused-media-type',
  'refused-size',
  'refused-count',
] as const satisfies readonly ErrorCode[]

export const ROUTE_REFUSALS = [
  'office-unknown',
  'office-inactive',
  'office-without-seat',
  'office-without-profile',
  'seat-unknown',
  'seat-inactive',
  'seat-without-office',
  ...LETTER_REFUSALS,
] as const satisfies readonly ErrorCode[]
export type RouteRefusal = (typeof ROUTE_REFUSALS)[number]
