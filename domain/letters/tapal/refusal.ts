// Why an office or its system does not take a tapal; each code says what to fix.

export const REFUSAL_CODES = [
  'not-for-this-office',
  'unreadable',
  'enclosure-missing',
  'not-signed',
  'wrong-language',
  'duplicate-letter',
  'other',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** Why it was refused or returned, in the office's own words; the words go to people only, never to logs or payloads. */
export interface Refusal {
  code: RefusalCode
  reason: string
  /** Code of the office it is meant for, if they know it. */
  rightOffice: string | null
}
