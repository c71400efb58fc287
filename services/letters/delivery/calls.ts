// How many calls are open at an endpoint at once: never more than it bears, in all lanes, drains and processes together.

import type { Urgency } from '../../../domain/letters/dispatch/dispatch'
import { isCalled, type Mechanism } from '../../../domain/letters/systems'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'

/** The part of an endpoint's calls that this process holds. */
export interface Lease {
  calls: number
  /** Other processes that wait for calls of the endpoint. */
  rivals: number
}

/** Where processes agree on their parts: asks for `calls` in all, and says how many more would be used. */
export type LeaseCalls = (
  endpoint: string,
  holder: string,
  ask: { calls: number; wanted: number; forMs: number },
) => Promise<Lease>

export interface Calls {
  /**
   * Takes up to `wanted` calls, at least one, and no more than the endpoint bears; null where none came free within
   * `waitMs`. Urgent letters first, then in the order of asking. `done` gives them back. Inside KCS nothing is called, so
   * that all are given at once.
   */
  take(
    endpoint: { id: string; mechanism: Mechanism; concurrency: number },
    wanted: { calls: number; urgency: Urgency; waitMs: number },
  ): Promise<{ calls: number; done(): void } | null>
}

/** A lease lives so long without being renewed: who died holds up the others no longer. */
const LEASE_MS = 10_000
const RENEW_MS = 3_000
/** How often a process asks again while others hold all calls. */
const ASK_AGAIN_MS = 200
/** What was got is used for so long before it is shared with who waits in another process. */
const TENURE_MS = 1_000
/** A lease that is not used is kept for a moment, for the next letter. */
const IDLE_MS = 200

interface Waiter {
  rank: number
  calls: number
  grant(calls: number): void
}

interface Place {
  concurrency: number
  leased: number
  used: number
  rivals: number
  waiting: Waiter[]
  /** Instants in ms: when to renew, when to ask for more at the soonest, when the lease ends, and from when it is shared. */
  renewAt: number
  askAt: number
  endsAt: number
  sharedFrom: number
  asking: boolean
  timer: NodeJS.Timeout | undefined
}

/** `holder` is this process, different from all others. */
export function createCalls(lease: LeaseCalls, holder: string): Calls {
  const places = new Map<string, Place>()

  function placeOf(id: string, concurrency: number): Place {
    const place = places.get(id) ?? newPlace()
    place.concurrency = Math.max(1, concurrency)
    places.set(id, place)
    return place
  }

  function serve(id: string, place: Place): void {
    while (place.waiting.length > 0 && place.used < usable(place)) {
      const first = place.waiting.reduce((best, next) => (next.rank > best.rank ? next : best))
      place.waiting.splice(place.waiting.indexOf(first), 1)
      const calls = Math.min(first.calls, usable(place) - place.used)
      place.used += calls
      first.grant(calls)
    }
    void settle(id, place)
  }

  /** Renews the lease, asks for more, or gives back what is not needed; one question at a time. */
  async function settle(id: string, place: Place): Promise<void> {
    if (place.asking) return
    const now = performance.now()
    const isIdle = place.waiting.length === 0 && place.used === 0
    const isShort = place.waiting.length > 0
    const nextAt = isShort ? place.askAt : place.renewAt
    if (now < nextAt) return wake(id, place, isIdle ? Math.min(IDLE_MS, nextAt - now) : nextAt - now)
    place.asking = true
    const callsWanted = place.used + place.waiting.reduce((sum, { calls }) => sum + calls, 0)
    try {
      // Who holds nothing asks for one at least, where fewer calls than processes are to be shared.
      const share = Math.max(fairShare(place), place.leased === 0 ? 1 : 0)
      const calls = Math.max(place.used, Math.min(callsWanted, share))
      learn(
        place,
        await lease(id, holder, { calls, wanted: callsWanted, forMs: callsWanted === 0 ? 0 : LEASE_MS }),
      )
    } catch {
      // Asked again soon; the lease that is held runs out by itself.
      place.askAt = place.renewAt = performance.now() + ASK_AGAIN_MS
    }
    place.asking = false
    if (place.waiting.length === 0 && place.used === 0 && place.leased === 0) places.delete(id)
    else serve(id, place)
  }

  function wake(id: string, place: Place, ms: number): void {
    clearTimeout(place.timer)
    place.timer = setTimeout(() => {
      // Not used for a while: given back.
      if (place.waiting.length === 0 && place.used === 0) place.renewAt = 0
      void settle(id, place)
    }, ms)
    place.timer.unref()
  }

  return {
    take(endpoint, { calls, urgency, waitMs }) {
      if (!isCalled(endpoint.mechanism)) return Promise.resolve({ calls, done: () => undefined })
      const place = placeOf(endpoint.id, endpoint.concurrency)
      return new Promise((resolve) => {
        const waiter: Waiter = {
          rank: urgencyRank(urgency),
          calls: Math.min(calls, place.concurrency),
          grant(granted) {
            clearTimeout(patience)
            const done = (): void => {
              place.used -= granted
              serve(endpoint.id, place)
            }
            resolve({ calls: granted, done })
          },
        }
        const patience = setTimeout(() => {
          place.waiting.splice(place.waiting.indexOf(waiter), 1)
          resolve(null)
        }, waitMs)
        place.waiting.push(waiter)
        serve(endpoint.id, place)
      })
    },
  }
}

function newPlace(): Place {
  return {
    ...{ concurrency: 1, leased: 0, used: 0, rivals: 0, waiting: [], asking: false, timer: undefined },
    ...{ renewAt: 0, askAt: 0, endsAt: 0, sharedFrom: 0 },
  }
}

function learn(place: Place, { calls, rivals }: Lease): void {
  const now = performance.now()
  if (calls > place.leased) place.sharedFrom = now + TENURE_MS
  place.leased = calls
  place.rivals = rivals
  place.renewAt = now + RENEW_MS
  place.askAt = now + ASK_AGAIN_MS
  place.endsAt = now + LEASE_MS
}

/** Who waits in another process gets as much as we, after a moment in which what was just got is used. */
function fairShare({ concurrency, rivals, sharedFrom }: Place): number {
  return rivals > 0 && performance.now() >= sharedFrom ? Math.floor(concurrency / (rivals + 1)) : concurrency
}

function usable(place: Place): number {
  return performance.now() < place.endsAt ? Math.min(place.leased, fairShare(place)) : 0
}
