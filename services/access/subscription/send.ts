// Brings the changes to the webhooks that are due: one subscription at a time in its order, several side by side.

import type { SendWebhook } from '../../../connectors/webhook'
import type { Subscription } from '../../../database/access/subscription/repository'
import type { Progress } from '../../../database/access/subscription/serving'
import {
  afterFailure,
  type Death,
  type Delivery,
  isTaken,
  MOST_OF_ANSWER,
  type Tried,
  WEBHOOK_BACK_OFF,
} from '../../../domain/access/subscription/subscription'
import { type ErrorCode, isKcsError } from '../../../domain/common/error'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import type { NumberedChange } from '../../../domain/letters/agent-feed/change'
import type { ServiceDeps } from '../../deps'
import { pageOf, pageOfErrors } from '../../letters/agent-feed/read'
import type { DutyLog } from '../../operations/duty/case'
import { faultName } from '../../operations/duty/for-each'
import { isRevoked } from '../right/agent'
import { changeMessage, type MessageDeps } from './message'

/** How long a subscription is kept from other workers; longer than one call may take. Each message renews it. */
const CLAIM_MS = 60_000
/** Subscriptions served at once, so that some that hang hold up no other. */
const AT_ONCE = 32
/** Changes that one subscription is brought before it lets others go first. */
const A_TURN = 20
/** How long a turn watches what it has begun, and how long an end waits for it. */
const GLANCE_MS = 100
const ENDING_MS = 5_000
/** From here the feed cannot be read any more. */
const LOST_PLACE: readonly ErrorCode[] = pageOfErrors
/** An agent without a key is looked at again after this time. */
const REVOKED_MS = 3_600_000

export interface SendingDeps extends Pick<ServiceDeps, 'repositories' | 'random' | 'newId'>, MessageDeps {
  sendWebhook: SendWebhook
  log: DutyLog
}

export interface Sending {
  /** Takes what is due, as far as there is room, and does not wait for it; returns whether more may be due at once. */
  turn(): Promise<boolean>
  /** Resolves when nothing is under way, or soon: what is broken off then is taken by another after its minute. */
  ended(): Promise<void>
}

/** The sending of one process. A subscription that is not let go, for its process died, is another's after a minute. */
export function createSending(deps: SendingDeps, now: () => Date): Sending {
  const underWay = new Set<Promise<void>>()
  const take = async (): Promise<boolean> => {
    const at = now()
    const until = new Date(at.getTime() + CLAIM_MS)
    const subscription = await deps.repositories.subscriptions.take({ now: at, until, claim: deps.newId(at) })
    if (!subscription) return false
    const serving = serve(deps, subscription, now)
      .catch((error: unknown) =>
        deps.log.warn({ webhook: subscription.id, err: faultName(error) }, 'a webhook could not be served'),
      )
      .finally(() => underWay.delete(serving))
    underWay.add(serving)
    return true
  }
  return {
    async turn() {
      let taken = 0
      while (underWay.size < AT_ONCE && (await take())) taken += 1
      // What is quick goes on at once; for what is slow the next turn is soon enough.
      if (underWay.size > 0) await Promise.race([...underWay, pause(GLANCE_MS)])
      return taken > 0
    },
    async ended() {
      await Promise.race([Promise.all(underWay), pause(ENDING_MS)])
    },
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** One piece of the way: a change, or none where it is kept no more, and how far the subscription is once it was taken. */
interface Piece {
  change: NumberedChange | null
  progress: Progress
}

/** Brings what is next of the feed, then of what is sent again, and lets the subscription go. */
async function serve(deps: SendingDeps, subscription: Subscription, now: () => Date): Promise<void> {
  const { agents, subscriptions } = deps.repositories
  const agent = await agents.byId(subscription.agent)
  if (!agent || isRevoked(agent)) {
    await subscriptions.putOff(subscription, new Date(now().getTime() + REVOKED_MS))
    return
  }
  const next = await nextOf(deps, subscription)
  if (next === null) {
    await bury(deps, subscription, { death: 'changes-not-kept', at: now() })
    return
  }
  const { kinds } = subscription
  let { failures } = subscription
  for (const pieces of [next, await againOf(deps, subscription)]) {
    for (const [index, { change, progress }] of pieces.entries()) {
      if (change !== null && (kinds.length === 0 || kinds.includes(change.kind))) {
        if (!(await bring(deps, { ...subscription, failures }, { change, progress }, now))) return
        failures = 0
      } else if (index === pieces.length - 1) {
        // What is not wanted is passed over in one write.
        const until = new Date(now().getTime() + CLAIM_MS)
        if (!(await subscriptions.noteTaken(subscription, progress, until))) return
      }
    }
  }
  await subscriptions.release(subscription, now())
}

/** What is next of the feed; null where it is kept no more, or where the record was set back behind it. */
async function nextOf(deps: SendingDeps, { agent, cursor }: Subscription): Promise<Piece[] | null> {
  try {
    const { items } = await pageOf(deps, agent, { after: cursor, limit: A_TURN })
    return items.map((change) => ({ change, progress: { cursor: change.number } }))
  } catch (error) {
    if (isKcsError(error) && LOST_PLACE.includes(error.code)) return null
    throw error
  }
}

/** What is next of the part that is sent again. */
async function againOf(
  { repositories: { agentFeed } }: SendingDeps,
  { agent, replay }: Subscription,
): Promise<Piece[]> {
  if (!replay) return []
  const found = await agentFeed.above(agent, replay.next - 1, A_TURN)
  const within = found.filter(({ number }) => number <= replay.to)
  if (within.length === 0) return [{ change: null, progress: { replayed: replay.to } }]
  return within.map((change) => ({ change, progress: { replayed: change.number } }))
}

/** Brings one change and notes what came of it. Returns whether the subscription goes on. */
async function bring(
  deps: SendingDeps,
  subscription: Subscription,
  { change, progress }: { change: NumberedChange; progress: Progress },
  now: () => Date,
): Promise<boolean> {
  const { subscriptions } = deps.repositories
  const at = now()
  const tried = await deps.sendWebhook(changeMessage(deps, subscription, change, at))
  const ended = now()
  const tries = subscription.failures + 1
  const delivery = deliveryOf(change, tried, { at, tries })
  if (isTaken(tried))
    return subscriptions.noteTaken(subscription, progress, new Date(ended.getTime() + CLAIM_MS), delivery)
  const failingSince = subscription.failures === 0 ? at : (subscription.failingSince ?? at)
  const waitMs = waitAfter(tries, WEBHOOK_BACK_OFF, deps.random())
  const next = afterFailure(tried, { failingSince, now: ended, waitMs })
  if ('death' in next) await bury(deps, subscription, { death: next.death, at: ended }, delivery)
  else await subscriptions.noteFailed(subscription, delivery, next.at)
  return false
}

async function bury(
  { repositories: { subscriptions }, log }: SendingDeps,
  subscription: Subscription,
  { death, at }: { death: Death; at: Date },
  delivery?: Delivery,
): Promise<void> {
  const { id, agent } = subscription
  if (await subscriptions.bury(subscription, death, at, delivery))
    log.warn({ webhook: id, agent, death }, 'nothing is sent to a webhook any more')
}

/** The try as it is kept. */
export function deliveryOf(
  { number, kind }: Pick<Delivery, 'number' | 'kind'>,
  { status, fault, answer }: Tried,
  { at, tries }: { at: Date; tries: number },
): Delivery {
  return { number, kind, at, tries, status, fault, answer: answer.slice(0, MOST_OF_ANSWER) }
}
