// A subscription of an agent: the change feed of its offices comes to an address of its own, by signed webhooks.

import type { BackOff } from '../../letters/delivery/back-off'
import type { ChangeKind } from '../../letters/agent-feed/kinds'

export const SUBSCRIPTION_STATES = ['open', 'dead'] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

/** Why nothing is sent there any more. */
export const DEATHS = ['gone', 'unanswered', 'changes-not-kept'] as const
export type Death = (typeof DEATHS)[number]

/** An agent has so many subscriptions at most; each has a place of its own, so that two made at once are counted. */
export const MOST_SUBSCRIPTIONS = 10
export const PLACES = Array.from({ length: MOST_SUBSCRIPTIONS }, (_, place) => place)
/** So many deliveries are kept, the newest ones. */
export const MOST_DELIVERIES = 50
/** Characters that are kept of an answer. */
export const MOST_OF_ANSWER = 200
/** The most changes that are sent again at one request. */
export const MOST_REPLAYED = 10_000

/** 5 s ×3 up to 1 h, for five days. */
export const WEBHOOK_BACK_OFF: BackOff = { initialMs: 5_000, factor: 3, maxMs: 3_600_000, maxAttempts: 0 }
/** An address at which nothing was taken for so long is given up. */
export const GIVEN_UP_AFTER_MS = 5 * 24 * 3_600_000
/** The longest wait that an answer may ask for. */
export const LONGEST_RELIEF_MS = 24 * 3_600_000

/** The last try to bring a change to an address. */
export interface Delivery {
  /** The number of the change; 0 for a ping. */
  number: number
  kind: ChangeKind | 'ping'
  at: Date
  /** Tries so far. */
  tries: number
  /** The HTTP status; 0 where no answer came. */
  status: number
  /** What came instead of an answer; empty where one came. */
  fault: string
  /** The beginning of the answer in one line, without what looks like a secret. */
  answer: string
}

/** A part of the feed that is sent again: the number that is next, and the last one. */
export interface Replay {
  next: number
  to: number
}

/** What came of one try. */
export interface Tried {
  status: number
  fault: string
  answer: string
  /** The wait that the answer asked for; null where it asked for none. */
  retryAfterMs: number | null
}

/** Whether it was taken; a redirect is not. */
export function isTaken({ status }: Pick<Tried, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** What a failure means for the subscription: it is given up, or tried again after the wait. */
export function afterFailure(
  { status, retryAfterMs }: Tried,
  { failingSince, now, waitMs }: { failingSince: Date; now: Date; waitMs: number },
): { death: Death } | { at: Date } {
  if (status === 410) return { death: 'gone' }
  if (now.getTime() - failingSince.getTime() >= GIVEN_UP_AFTER_MS) return { death: 'unanswered' }
  const relief = Math.min(retryAfterMs ?? 0, LONGEST_RELIEF_MS)
  return { at: new Date(now.getTime() + Math.max(waitMs, relief)) }
}
