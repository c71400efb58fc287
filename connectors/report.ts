// What filing systems report of tapals, in call-backs or where it is collected.

import type { FieldError } from '../domain/common/error'
import type { Desk } from '../domain/letters/tapal/event'
import type { RefusalCode } from '../domain/letters/tapal/refusal'

/** What a filing system tells about a tapal; `key` is its own id of the report, the same on every repeat. */
export type AgentReport = {
  key: string
  deliveryKey: string
  at: Date
} /** The day of the diary where the system states it; else that of `at` counts. */ & (
  | { kind: 'acknowledged'; diary: { number: string; date?: Date } }
  | { kind: 'opened' }
  | { kind: 'movement'; desk: Desk }
  | { kind: 'filed'; desk: Desk }
  | { kind: 'closed' }
  | { kind: 'refused'; code: RefusalCode; reason: string; rightOffice?: string }
  | { kind: 'returned'; reason: string }
)

/**
 * A report that cannot be read, with what is wrong in it by JSON pointers into the call-back, or into the report where it
 * was collected; then with its key, as far as that can be read.
 */
export interface UnreadReport {
  kind: 'unread'
  key?: string
  errors: readonly FieldError[]
}
