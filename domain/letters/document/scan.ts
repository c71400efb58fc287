// What the scanner for malware says of a document, and how long that counts.

export const VERDICTS = ['clean', 'infected', 'unscannable'] as const
/** `unscannable`: the scanner cannot see into it, for it is too large for it or locked; nobody knows what it holds. */
export type Verdict = (typeof VERDICTS)[number]

/** A verdict on the content of a hash. */
export interface Scan {
  verdict: Verdict
  /** What was found, as the scanner names it; empty where it is clean. */
  finding: string
  /** Program and signatures of the scanner, with the day of the signatures, as it names them. */
  engine: string
  at: Date
}

/** Why a document may not leave. The first two pass by themselves; the others are faults of the document. */
export const HOLD_CODES = ['scan-waiting', 'scanner-away'] as const
export type HoldCode = (typeof HOLD_CODES)[number]
export const LOCK_CODES = [
  'document-infected',
  'document-unscannable',
  'document-damaged',
  'document-unknown',
] as const
export type LockCode = (typeof LOCK_CODES)[number]
export type GateCode = HoldCode | LockCode

/** Whether it passes by itself: the scanner is away, or at work on it. */
export function isHold(code: GateCode): code is HoldCode {
  return HOLD_CODES.some((one) => one === code)
}

/**
 * Whether a verdict still counts for a letter that is to leave now. A clean one counts for so many days, since signatures
 * learn; another one until an operator sends the letter again, at `sentAgainAt`, which has the document scanned anew.
 */
export function verdictCounts(
  { verdict, at }: Pick<Scan, 'verdict' | 'at'>,
  { now, cleanDays, sentAgainAt }: { now: Date; cleanDays: number; sentAgainAt: Date | null },
): boolean {
  if (verdict === 'clean') return now.getTime() - at.getTime() < cleanDays * 86_400_000
  return sentAgainAt === null || at >= sentAgainAt
}

/** What a verdict means for who wants the document, or null where it may have it. */
export function lockOf({ verdict }: Pick<Scan, 'verdict'>): LockCode | null {
  switch (verdict) {
    case 'clean':
      return null
    case 'infected':
      return 'document-infected'
    case 'unscannable':
      return 'document-unscannable'
  }
}

const SHORTEST_HOLD_MS = 5_000
const LONGEST_HOLD_MS = 300_000
/** Another process is scanning it: its verdict is there soon. */
const BUSY_MS = 2_000

/**
 * How long a letter waits until its documents are looked at again, in ms. While the scanner is away about as long as it has
 * waited so far, in doubling steps from five seconds to five minutes: letters held since about the same time wait alike, and
 * change in one write.
 */
export function holdMs(code: HoldCode, heldForMs: number): number {
  if (code === 'scan-waiting') return BUSY_MS
  const doublings = Math.max(0, Math.floor(Math.log2(Math.max(1, heldForMs) / SHORTEST_HOLD_MS)))
  return Math.min(LONGEST_HOLD_MS, SHORTEST_HOLD_MS * 2 ** doublings)
}
