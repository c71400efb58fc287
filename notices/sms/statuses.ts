// What the statuses of SMPP 3.4 (section 5.1.3) mean for a notice.

import type { SendResult } from '../channel'

/** Throttled, or the queue is full: it takes nothing now. */
const BUSY = [0x14, 0x58]
/** The number, or the message as such. */
const NEVER = [0x01, 0x0b, 0x50, 0x51, 0x65, 0x66]
/** Who we are, what we may do, our sender, or the ids that are registered for it. */
const REFUSED = [0x03, 0x0a, 0x0d, 0x0e, 0x0f, 0x15, 0x48, 0x49, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4]
/** A bind with these is one that others hold: it may be free later. */
const HELD = [0x05]

const codeOf = (status: number): string => `smpp-${status.toString(16).padStart(2, '0')}`

/** What the answer to a message means. */
export function resultOf(status: number, reference: string): SendResult {
  if (status === 0) return reference === '' ? { kind: 'sent' } : { kind: 'sent', reference }
  const code = codeOf(status)
  if (BUSY.includes(status)) return { kind: 'busy', code }
  if (NEVER.includes(status)) return { kind: 'never', code }
  return REFUSED.includes(status) ? { kind: 'refused', code } : { kind: 'retry', code }
}

/** What an answer to a bind means that is no yes. */
export function bindFault(status: number): SendResult {
  const code = codeOf(status)
  return REFUSED.includes(status) && !HELD.includes(status)
    ? { kind: 'refused', code }
    : { kind: 'busy', code }
}
