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
