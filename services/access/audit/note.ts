// How the audit log names a change, and who made it.

import type { Actor } from '../../../domain/letters/tapal/event'
import { deciderOf } from '../right/charge-rights'
import type { Caller } from '../right/identity'

/** The note that goes into the audit log with a change that the caller makes. */
export function noteBy(caller: Caller, what: string, at: Date): { what: string; actor: Actor; at: Date } {
  return { what, actor: deciderOf(caller), at }
}
