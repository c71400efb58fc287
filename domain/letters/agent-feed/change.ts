// One entry of the change feed of an agent: ids, numbers, codes and instants; never the text of a letter, never a name.

import { dayInKerala } from '../../common/clock/ist'
import type { Diary } from '../delivery/outcome'
import type { DispatchChange } from '../dispatch/change'
import type { EndpointState } from '../endpoint/endpoint'
import type { TapalEvent } from '../tapal/event'
import type { TestMark } from '../sandbox/test-letter'
import { deliveryKey } from '../tapal/keys'
import type { Tapal } from '../tapal/tapal'
import { type ChangeKind, kindOfDispatchChange, kindOfEndpointState, kindOfEvent } from './kinds'

/** For so long the numbers are kept, and with them the webhooks can begin again. */
export const CHANGES_KEPT_DAYS = 90
/** The most that one call returns. */
export const MOST_CHANGES = 200
/** The longest time for which a call waits for something new. */
export const LONGEST_WAIT_SECONDS = 25

/** On which side of the letter the agent's office is. */
export const SIDES = ['sender', 'recipient', 'both', 'own'] as const
export type Side = (typeof SIDES)[number]

/** What happened, as it is told to every agent that it concerns. Empty texts where it has none. */
export interface Change {
  /** Made of the thing and of which change of it this is: it is told once to each agent. */
  key: string
  kind: ChangeKind
  at: Date
  dispatch: string
  tapal: string
  endpoint: string
  /** The agent that it concerns whatever its offices: that of the endpoint. */
  agent: string
  /** Codes of the sending and of the receiving office. */
  sender: string
  office: string
  /** Id of the receiving seat. */
  seat: string
  /** The numbers of one tapal rise with what happens to it; so do those of a dispatch and of an endpoint. */
  sequence: number
  /** The number of the receiving office, where this gives it. */
  diary: Diary | null
  /** Machine code of a refusal or fault. */
  code: string
  /** Level of the ladder; 0 where none was risen. */
  level: number
  /** It is of a test letter, and told to its agent alone. */
  test?: true
}

/** A change with its place in the feed of one agent. */
export interface NumberedChange extends Change {
  /** From 1, without gaps. */
  number: number
  as: Side
}

const NOTHING = {
  dispatch: '',
  tapal: '',
  endpoint: '',
  agent: '',
  sender: '',
  office: '',
  seat: '',
} as const
const PLAIN = { ...NOTHING, diary: null, code: '', level: 0 } as const

/** The change that an entry of a trace is to the agents of both offices, or null where it is none. */
export function changeOfTapal(
  { id, dispatch, sender, office, seat, diary }: Tapal,
  event: TapalEvent,
): Change | null {
  const kind = kindOfEvent(event)
  if (kind === null) return null
  return {
    ...PLAIN,
    ...{ key: `${id}:${event.sequence}`, kind, at: event.at, sequence: event.sequence },
    ...{ dispatch, tapal: id, sender: sender.office, office, seat },
    diary: kind === 'acknowledged' ? diary : null,
    code: event.code ?? '',
    level: event.escalation?.level ?? 0,
  }
}

/** The change that one of a dispatch as a whole is to the agent of the sending office. */
export function changeOfDispatch(
  { id, office }: { id: string; office: string },
  { sequence, cause, at }: DispatchChange,
): Change {
  const kind = kindOfDispatchChange(cause)
  return { ...PLAIN, key: `dispatch:${id}:${sequence}`, kind, at, sequence, dispatch: id, sender: office }
}

/** A move of an endpoint to another state, as its row keeps it. */
export interface EndpointMove {
  sequence: number
  to: EndpointState
  at: Date
}

/** So many moves an endpoint keeps, the newest ones; all are in the audit log. */
export const MAX_MOVES = 50

/** The change that the move of an endpoint is to its agent. */
export function changeOfEndpoint(
  { id, agent }: { id: string; agent: string },
  { sequence, to, at }: EndpointMove,
): Change {
  const kind = kindOfEndpointState(to)
  return { ...PLAIN, key: `endpoint:${id}:${sequence}`, kind, at, sequence, endpoint: id, agent }
}

/** The change as one of a test letter. */
export function changeOfTest(change: Change, { agent }: TestMark): Change {
  return { ...change, agent, test: true }
}

/** The side on which an agent of these offices is. */
export function sideOf({ sender, office, tapal }: Change, served: ReadonlySet<string>): Side {
  const sends = sender !== '' && served.has(sender)
  const receives = tapal !== '' && served.has(office)
  return sends && receives ? 'both' : sends ? 'sender' : receives ? 'recipient' : 'own'
}

/** Whether it is so old that its number may have gone: then it is not told again. */
export function isForgotten({ at }: Pick<Change, 'at'>, now: Date): boolean {
  return now.getTime() - at.getTime() > CHANGES_KEPT_DAYS * 24 * 3_600_000
}

/** A change as agents read it, by call and by webhook alike. */
export interface ToldChange {
  number: number
  kind: ChangeKind
  at: string
  as: Side
  dispatchId: string | null
  deliveryKey: string | null
  endpoint: string | null
  sender: { office: string } | null
  recipient: { office: string; seat: string } | null
  sequence: number
  diaryNumber: string | null
  diaryDate: string | null
  code: string | null
  level: number | null
  test?: true
}

/** What is told of a change; what it does not have is null. */
export function toldChange(change: NumberedChange): ToldChange {
  const { number, kind, at, as, dispatch, tapal, endpoint, sender, office, seat, sequence, diary } = change
  return {
    ...{ number, kind, at: at.toISOString(), as },
    dispatchId: dispatch || null,
    deliveryKey: tapal === '' ? null : deliveryKey(tapal),
    endpoint: endpoint || null,
    sender: sender === '' ? null : { office: sender },
    recipient: tapal === '' ? null : { office, seat },
    sequence,
    diaryNumber: diary?.number ?? null,
    diaryDate: diary ? dayInKerala(diary.date) : null,
    code: change.code || null,
    level: change.level || null,
    ...(change.test ? { test: true } : {}),
  }
}
