// The body and the header that a filing system sends to POST /v1/dispatches.

/** A letter from SEND/SO to RECV with one stored document; the overrides go over its fields. */
export const newDispatch = (sha256: string, overrides: Record<string, unknown> = {}) => ({
  sender: { seat: 'SEND/SO' },
  kind: 'government-order',
  subject: 'Sanction for a test',
  letterNumber: 'G.O.(Ms)No.1/2026/ITD',
  letterDate: '2026-11-22',
  recipients: [{ office: 'RECV', purpose: 'action' }],
  documents: [{ sha256, name: 'order.pdf' }],
  ...overrides,
})

/** Returns a function that makes the header with another key at each call. */
export function idempotencyKeys(): () => { 'idempotency-key': string } {
  let keys = 0
  return () => ({ 'idempotency-key': `key-${(keys += 1)}` })
}
