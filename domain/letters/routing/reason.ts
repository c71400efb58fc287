// Why a letter goes where it goes: each step of a route keeps the line that chose it.

export const REASON_CODES = [
  // on the list
  'named',
  'seat-named',
  'group',
  'rule-copy',
  // which office
  'merged',
  'split',
  'intermediary',
  'rule-office',
  // which seat
  'inward-seat',
  'rule-seat',
  'head-seat',
  // which way
  'system-without-endpoint',
  'way-gone',
  'way-paused',
  'way-refuses-kind',
  'way-refuses-classification',
  'way-refuses-language',
  'way-refuses-media-type',
  'way-refuses-size',
  'way-refuses-count',
  'profile',
  'profile-fallback',
  'way-waits',
  // who has the duty
  'holder-regular',
  'holder-additional',
  'holder-in-absence',
  'vacant-link-officer',
  'vacant-seat-above',
  'vacant',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** One step of a route; `of` names what chose it: a group, a rule, an office, a seat, a system, the start of a profile. */
export interface Reason {
  code: ReasonCode
  of?: string
}

/** The reasons of both, each once, in the order of their first naming. */
export function joinReasons(reasons: readonly Reason[], more: readonly Reason[]): Reason[] {
  const both = [...reasons]
  for (const one of more) if (!both.some(({ code, of }) => code === one.code && of === one.of)) both.push(one)
  return both
}
