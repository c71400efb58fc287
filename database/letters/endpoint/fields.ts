// What an endpoint's row says while all is well.

export const WELL = { failuresInRow: 0, failing: [] as string[], failingSince: null }
export const OPEN = {
  state: 'open' as const,
  pausedBy: null,
  pausedAt: null,
  reason: '',
  by: '',
  pausedWith: 'endpoint' as const,
  ...WELL,
}
/** Its system is to be asked what it takes: at a new address, and with new settings. */
export const TO_ASK = { askedAt: null, askFault: '' }
export const AT_ONCE = { notBefore: null, heardAt: null }
