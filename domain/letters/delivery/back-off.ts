// When to try again; per system as data.

export interface BackOff {
  initialMs: number
  factor: number
  maxMs: number
  /** Tries until the tapal fails and lies in the operator's desk; 0 = no limit. */
  maxAttempts: number
}

/** 20 s ×3 up to 1 h, for days (design §6); attempts are not limited, the transmission clock tells people. */
export const DEFAULT_BACK_OFF: BackOff = { initialMs: 20_000, factor: 3, maxMs: 3_600_000, maxAttempts: 0 }

/**
 * Milliseconds to wait after the given number of failed tries (1 or more).
 * `random` in [0,1) spreads the wait over ±10 %, so that offices that fell together do not come back together.
 */
export function waitAfter(attempts: number, backOff: BackOff, random: number): number {
  const plain = Math.min(backOff.maxMs, backOff.initialMs * backOff.factor ** Math.max(0, attempts - 1))
  return Math.round(Math.min(backOff.maxMs, plain * (0.9 + 0.2 * random)))
}
