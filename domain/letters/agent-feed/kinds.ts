// What the change feed of the agents tells: one kind for each thing that may happen to what concerns an office.

import type { DispatchCause } from '../dispatch/change'
import type { EndpointState } from '../endpoint/endpoint'
import type { Cause, TapalEvent } from '../tapal/event'
import type { TapalState } from '../tapal/states'

/** Where a tapal has come to another state. */
const BY_STATE = {
  routed: 'sent-again',
  'handed-over': 'handed-over',
  delivered: 'delivered',
  acknowledged: 'acknowledged',
  opened: 'opened',
  'in-process': 'in-process',
  closed: 'closed',
  refused: 'refused',
  returned: 'returned',
  recalled: 'recalled',
  cancelled: 'cancelled',
  expired: 'expired',
  failed: 'failed',
  redirected: 'redirected',
} as const satisfies Record<TapalState, string>

/** Where it has not, and there is something to tell all the same. */
const BY_CAUSE = {
  marked: 'moved',
  'put-in-file': 'filed',
  'acknowledgement-overdue': 'escalated',
  'opening-overdue': 'escalated',
  'action-overdue': 'escalated',
  'reply-overdue': 'escalated',
  'passing-on-overdue': 'escalated',
  'disposal-overdue': 'escalated',
  'ladder-ended': 'overdue',
  'reminded-by-sender': 'reminded',
  'transmission-overdue': 'undelivered',
  'withdrawal-refused': 'not-taken-back',
  'withdrawal-impossible': 'not-taken-back',
  'withdrawal-given-up': 'not-taken-back',
  'withdrawn-at-agent': 'taken-back',
  'rerouted-by-operator': 'rerouted',
  'next-way-gone': 'rerouted',
  'next-way-paused': 'rerouted',
  'next-way-bounced': 'rerouted',
} as const satisfies Partial<Record<Cause, string>>

const BY_DISPATCH_CAUSE = {
  accepted: 'letter-accepted',
  resolved: 'letter-resolved',
  'recalled-by-sender': 'letter-recalled',
  'recalled-in-part': 'letter-recalled-in-part',
  'recall-took-nothing': 'letter-recall-void',
  'nothing-owed': 'letter-closed',
  'taken-back': 'letter-taken-back',
  'mail-bounced': 'letter-reopened',
  'arrived-after-all': 'letter-closed',
} as const satisfies Record<DispatchCause, string>

const BY_ENDPOINT_STATE = {
  open: 'endpoint-open',
  paused: 'endpoint-paused',
  gone: 'endpoint-gone',
} as const satisfies Record<EndpointState, string>

type Values<Table> = Table[keyof Table]
export type ChangeKind =
  | 'arrived'
  | 'escalated'
  | Values<typeof BY_STATE>
  | Values<typeof BY_CAUSE>
  | Values<typeof BY_DISPATCH_CAUSE>
  | Values<typeof BY_ENDPOINT_STATE>

export const CHANGE_KINDS: readonly ChangeKind[] = [
  ...new Set<ChangeKind>([
    'arrived',
    ...Object.values(BY_STATE),
    ...Object.values(BY_CAUSE),
    ...Object.values(BY_DISPATCH_CAUSE),
    ...Object.values(BY_ENDPOINT_STATE),
  ]),
]

/** What an entry of the trace tells, or null where it is of KCS alone: a try that failed, a word to an operator. */
export function kindOfEvent({ sequence, kind, from, to, cause }: TapalEvent): ChangeKind | null {
  if (sequence === 1 && to === 'routed') return 'arrived'
  if (sequence === 1 || from !== to) return BY_STATE[to]
  if (kind === 'escalation') return 'escalated'
  return (BY_CAUSE as Partial<Record<Cause, ChangeKind>>)[cause] ?? null
}

/** What a change of a dispatch as a whole tells its sender. */
export function kindOfDispatchChange(cause: DispatchCause): ChangeKind {
  return BY_DISPATCH_CAUSE[cause]
}

/** What the state of an endpoint tells its agent. */
export function kindOfEndpointState(state: EndpointState): ChangeKind {
  return BY_ENDPOINT_STATE[state]
}
