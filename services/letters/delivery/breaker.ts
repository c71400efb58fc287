// The breaker of an endpoint: letters that fail in a row pause it, one that goes through ends the row.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { waitAfter } from '../../../domain/letters/delivery/back-off'
import { isEndpointFault, type Outcome, showsSystemUp } from '../../../domain/letters/delivery/outcome'
import { judgeFailures } from '../../../domain/letters/endpoint/endpoint'
import { isCalled } from '../../../domain/letters/systems'
import { askEndpoint } from '../endpoint/ask'
import type { DeliveryDeps } from './deps'

type BreakerDeps = Pick<DeliveryDeps, 'repositories' | 'connectors' | 'secrets' | 'sandbox'>

export type EndpointHealth = 'open' | 'busy' | 'paused' | 'gone'

/** Notes what the outcomes of a batch, by tapal, say of their endpoint, and returns how it stands after them. */
export async function noteHealth(
  deps: BreakerDeps,
  record: EndpointRecord,
  outcomes: ReadonlyMap<string, Outcome>,
  at: Date,
): Promise<EndpointHealth> {
  // What lies inside KCS cannot be down, and a test letter must not pause what real ones wait for.
  if (!isCalled(record.mechanism) || deps.sandbox) return 'open'
  const { endpoints } = deps.repositories
  const all = [...outcomes.values()]
  const goneOutcome = all.find(({ kind }) => kind === 'gone')
  // One path that is gone may be a letter's: an endpoint of a thousand offices is closed where it says so of itself.
  if (goneOutcome?.kind === 'gone' && (await says(deps, record, at)) === 'gone') {
    await endpoints.gone(record.id, at, goneOutcome.code)
    return 'gone'
  }
  // Wrong credentials do not mend themselves: the endpoint is paused at once, and the operator told.
  const auth = all.find(({ kind }) => kind === 'auth')
  if (auth?.kind === 'auth') {
    await endpoints.trip(record.id, auth.code, at)
    return 'paused'
  }
  // What is delivered while it is paused is judged by its own drain.
  const health = record.state === 'open' ? await judge(deps, record, outcomes, at) : 'open'
  const askedMs = all.flatMap((outcome) => (outcome.kind === 'busy' ? [outcome.afterMs] : []))
  if (health === 'paused' || askedMs.length === 0) return health
  // One letter is told to wait, and means the system: the others spare it as well.
  const waitMs = Math.max(...askedMs, waitAfter(1, record.backOff, 0))
  await endpoints.holdOff(record.id, new Date(at.getTime() + waitMs))
  return 'busy'
}

async function judge(
  deps: BreakerDeps,
  record: EndpointRecord,
  outcomes: ReadonlyMap<string, Outcome>,
  at: Date,
): Promise<EndpointHealth> {
  const { endpoints } = deps.repositories
  const faults = [...outcomes].flatMap(([tapal, outcome]) =>
    isEndpointFault(outcome) && 'code' in outcome ? [{ tapal, reason: reasonOf(outcome) }] : [],
  )
  // One letter that always fails beside others that go through is no row of failures.
  if ([...outcomes.values()].some(showsSystemUp)) {
    if (record.failuresInRow > 0 || faults.length > 0) await endpoints.succeeded(record.id)
    return 'open'
  }
  const last = faults.at(-1)
  if (!last) return 'open'
  const failed = await endpoints.failed(
    record.id,
    faults.map(({ tapal }) => tapal),
    at,
  )
  if (!failed) return 'open'
  if (failed.state !== 'open') return 'paused'
  const failures = { letters: failed.failing.length, since: failed.failingSince ?? at }
  const verdict = judgeFailures(failures, at, record.backOff)
  if (verdict === 'well' || (verdict === 'doubt' && (await says(deps, record, at)) === 'well')) return 'open'
  await endpoints.trip(record.id, last.reason, at)
  return 'paused'
}

/** The code, and where an answer could not be read, what was wrong with it: who repairs the system needs both. */
function reasonOf(outcome: Extract<Outcome, { code: string }>): string {
  const detail = outcome.kind === 'retry-later' ? outcome.detail : undefined
  return detail === undefined ? outcome.code : `${outcome.code}: ${detail}`
}

/** Asks the endpoint itself, for letters that fail may be bad letters. Where we cannot ask, the fault is ours: well. */
async function says(deps: BreakerDeps, record: EndpointRecord, at: Date): Promise<'well' | Outcome['kind']> {
  const answer = await askEndpoint(deps, record, at)
  if (!('fault' in answer)) return 'well'
  return 'blame' in answer.fault && answer.fault.blame === 'kcs' ? 'well' : answer.fault.kind
}
