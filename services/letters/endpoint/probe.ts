// Asks a paused endpoint whether it can take letters again.

import { probeWaitMs } from '../../../domain/letters/endpoint/endpoint'
import type { Mechanism } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'
import type { Calls } from '../delivery/calls'
import { moveParked } from '../delivery/next-way'
import { askEndpoint } from './ask'

interface ProbeDeps extends Pick<ServiceDeps, 'repositories' | 'connectors' | 'now'> {
  runs: Pick<ServiceDeps['runs'], 'signalWithStart'>
  secrets: Pick<ServiceDeps['secrets'], 'unseal'>
  calls: Calls
}

/** A probe is a call as well: where those that were open at the pause hang, it waits this time, and then for its next turn. */
const CALL_PATIENCE_MS = 2_000

export interface ProbeReport {
  next: 'drain' | 'wait' | 'operator' | 'done'
  mechanism: Mechanism
  /** How long to wait before the next probe, should this one or the drain after it fail. */
  waitMs: number
  parked: number
}

/**
 * What the endpoint's run does next; `probes` are the tries before this one. What has waited at a pause for as long as its
 * office allows goes another way.
 */
export async function probeEndpoint(
  deps: ProbeDeps,
  { endpoint, probes }: { endpoint: string; probes: number },
): Promise<ProbeReport> {
  const { repositories, connectors, secrets, calls, now } = deps
  const record = await repositories.endpoints.byId(endpoint)
  if (record?.state === 'paused') await moveParked(deps, endpoint)
  const parked = (await repositories.tapals.parked(endpoint)).count
  if (!record) return { next: 'done', mechanism: 'kcs-agent', waitMs: 0, parked }
  const { mechanism, backOff, state, pausedBy, notBefore } = record
  const waitMs = probeWaitMs(probes + 1, backOff.initialMs, backOff.maxMs)
  const report = { mechanism, waitMs, parked }
  if (state === 'paused' && pausedBy === 'operator') return { ...report, next: 'operator' }
  const sparedMs = (notBefore?.getTime() ?? 0) - now().getTime()
  if (state !== 'gone' && parked > 0 && sparedMs > 0) return { ...report, next: 'wait', waitMs: sparedMs }
  // Letters of an endpoint that is gone are drained too: into the default agent application.
  if (state !== 'paused') return { ...report, next: parked > 0 ? 'drain' : 'done' }
  const call = await calls.take(record, { calls: 1, urgency: 'normal', waitMs: CALL_PATIENCE_MS })
  if (!call) return { ...report, next: 'wait' }
  const probeResult = await askEndpoint({ repositories, connectors, secrets }, record, now()).finally(
    call.done,
  )
  if ('capabilities' in probeResult) return { ...report, next: 'drain' }
  const askedMs = probeResult.fault.kind === 'busy' ? probeResult.fault.afterMs : 0
  return { ...report, next: 'wait', waitMs: Math.max(waitMs, askedMs) }
}
