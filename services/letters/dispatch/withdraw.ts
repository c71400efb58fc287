// A recalled letter is taken back at all agents that had it in their hands: each waits for itself alone.

import { slicesOf } from '../../../domain/common/item/slices'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { OwedWithdrawal } from '../../../database/letters/tapal/withdrawals'
import { EXPIRY_SECONDS, TRANSMISSION_SECONDS } from '../../../domain/common/clock/due'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import type { Mechanism } from '../../../domain/letters/systems'
import { withdrawalOverdueChange, withdrawnChange } from '../../../domain/letters/tapal/recall'
import type { ServiceDeps } from '../../deps'
import type { Calls } from '../delivery/calls'
import { openedEndpoint } from '../endpoint/opened'
import { type Answered, askAgent, type Asked, enterAnswers, type WithdrawDeps } from '../tapal/withdraw'
import { recallRows } from './recall-rows'

interface Deps extends WithdrawDeps, Pick<ServiceDeps, 'connectors'> {
  secrets: Pick<ServiceDeps['secrets'], 'unseal'>
  calls: Calls
}

export interface Withdrawn {
  /** Tapals that came to their end by this call. */
  withdrawn: number
  /** When an agent is to be asked again; null when nothing is owed any more. */
  waitUntil: Date | null
}

const ENDPOINTS_AT_ONCE = 20
const ROWS_AT_ONCE = 500
/** Answers are entered together; what was answered and not entered is asked again after a kill. */
const ENTERED_AT_ONCE = 200
const ENTER_AFTER_MS = 2_000
/** An agent that is paused or silent is left alone for a minute; after the first hour for ten. */
const REST_MS = 60_000
const LONG_REST_MS = 600_000
const HOUR_MS = 3_600_000
/** So long a recall waits for calls of an agent that is fully used; then the agent is left alone for a while. */
const CALLS_PATIENCE_MS = 30_000

/**
 * Recalls what is still open of a letter that was recalled as a whole, and asks every agent that is due. A letter that was taken
 * back from some recipients waits for no agent as long as others owe something: who has not answered is asked again when the
 * sweep tells the run of it. Safe to repeat. `beat` is called between batches, and throws when the work is to stop.
 */
export async function withdrawDispatch(
  deps: Deps,
  { dispatch: id }: { dispatch: string },
  { beat }: { beat(): void },
): Promise<Withdrawn> {
  const { dispatches, tapals } = deps.repositories
  const dispatch = await dispatches.byId(id)
  const at = dispatch?.recall?.at ?? dispatch?.recalledInPartAt
  if (!dispatch || !at) return { withdrawn: 0, waitUntil: null }
  await recallRows(deps, dispatch)
  const recall = { id, at, beat }
  let withdrawn = 0
  for (;;) {
    const endpointsOwed = await tapals.withdrawalsOwed(id)
    const now = deps.now()
    const dueNow = endpointsOwed.filter(({ next }) => next <= now)
    if (dueNow.length === 0) {
      const waits = endpointsOwed.map(({ next }) => next)
      if (!dispatch.recall) {
        const waitUntil = await waitOf(deps, recall, waits)
        return { withdrawn, waitUntil: (await tapals.owing(id)).owing > 0 ? null : waitUntil }
      }
      // A row that could not be written keeps only itself waiting.
      if (await tapals.isRecallable(id)) waits.push(new Date(now.getTime() + REST_MS))
      return { withdrawn, waitUntil: await waitOf(deps, recall, waits) }
    }
    for (const some of slicesOf(dueNow, ENDPOINTS_AT_ONCE)) {
      const counts = await Promise.all(some.map(({ endpoint }) => withdrawAt(deps, recall, endpoint)))
      withdrawn += counts.reduce((sum, count) => sum + count, 0)
    }
  }
}

interface Recall {
  id: string
  at: Date
  beat(): void
}

/** Asks one endpoint for all that is due there, until it fails; returns how many came to their end. */
async function withdrawAt(deps: Deps, recall: Recall, endpoint: string): Promise<number> {
  const { tapals, endpoints } = deps.repositories
  const record = await endpoints.byId(endpoint)
  let endedCount = 0
  for (;;) {
    const now = deps.now()
    const withdrawals = await tapals.withdrawalsDue(recall.id, endpoint, now, ROWS_AT_ONCE)
    if (withdrawals.length === 0) return endedCount
    const asked = whoIsAsked(deps, record, withdrawals[0]!.mechanism)
    const answer = asked ? await askAll(deps, recall, asked, withdrawals) : { ended: 0, silent: true }
    endedCount += answer.ended
    if (answer.silent) return rest(deps, recall, endpoint, endedCount)
  }
}

/**
 * As many calls are open as the agent bears, those of deliveries counted in. `silent` where none of them was answered, or no
 * call came free: the rest is not tried.
 */
async function askAll(
  deps: Deps,
  { beat }: Recall,
  asked: Asked,
  owed: readonly OwedWithdrawal[],
): Promise<{ ended: number; silent: boolean }> {
  let [ended, silent, answers, since] = [0, false, [] as Answered[], deps.now().getTime()]
  for (let left = owed; left.length > 0 && !silent; ) {
    beat()
    const calls = await takeCalls(deps, asked, left.length)
    if (!calls) {
      silent = true
      break
    }
    const some = left.slice(0, calls.calls)
    left = left.slice(some.length)
    const newAnswers = await askAgent(asked, some).finally(calls.done)
    silent = newAnswers.every(({ kind }) => kind === 'failed')
    answers.push(...newAnswers)
    if (answers.length < ENTERED_AT_ONCE && deps.now().getTime() - since < ENTER_AFTER_MS) continue
    ended += await enterAnswers(deps, asked, answers)
    ;[answers, since] = [[], deps.now().getTime()]
  }
  return { ended: ended + (await enterAnswers(deps, asked, answers)), silent }
}

/** Null where the endpoint is to be left alone: it is paused, or its secrets cannot be opened. */
function whoIsAsked(deps: Deps, record: EndpointRecord | null, mechanism: Mechanism): Asked | null {
  const connector = deps.connectors[mechanism]
  const backOff = record?.backOff ?? DEFAULT_BACK_OFF
  if (!record || record.state === 'gone') return { connector, endpoint: null, backOff }
  if (record.state === 'paused') return null
  try {
    return { connector, endpoint: openedEndpoint(deps.secrets, record), backOff }
  } catch {
    return null
  }
}

/** Null where no call came free in time; an endpoint that is gone is not called. */
async function takeCalls({ calls }: Deps, { endpoint }: Asked, wanted: number): ReturnType<Calls['take']> {
  if (endpoint === null) return { calls: wanted, done: () => undefined }
  return calls.take(endpoint, { calls: wanted, urgency: 'normal', waitMs: CALLS_PATIENCE_MS })
}

async function rest(deps: Deps, { id, at }: Recall, endpoint: string, ended: number): Promise<number> {
  const now = deps.now()
  const ms = now.getTime() - at.getTime() < HOUR_MS ? REST_MS : LONG_REST_MS
  await deps.repositories.tapals.putOffWithdrawals(id, endpoint, now, new Date(now.getTime() + ms))
  return ended
}

/** What is owed for long is told, and given up as late as a failed letter expires. */
async function waitOf(
  { repositories: { tapals }, now }: Deps,
  { id, at }: Recall,
  waits: readonly Date[],
): Promise<Date | null> {
  if (waits.length === 0) return null
  const ageMs = now().getTime() - at.getTime()
  if (ageMs >= EXPIRY_SECONDS * 1000) {
    await tapals.changeAllToWithdraw(id, withdrawnChange('given-up', now()))
    return null
  }
  if (ageMs >= TRANSMISSION_SECONDS * 1000)
    await tapals.changeAllToWithdraw(id, withdrawalOverdueChange(now()))
  return new Date(Math.min(...waits.map((wait) => wait.getTime())))
}
