// The life of a paused endpoint: is it back, and what waits there.

import { activityInfo } from '@temporalio/activity'
import type { Mechanism } from '../../domain/letters/delivery/mechanism'
import { probeWaitMs } from '../../domain/letters/endpoint/endpoint'
import { drainRows } from '../../services/letters/delivery/drain'
import { pulse } from '../pulse'
import type { ActivityDeps } from '../ports'

export interface ProbeReport {
  next: 'drain' | 'wait' | 'operator' | 'done'
  mechanism: Mechanism
  /** How long to wait before the next probe, should this one or the drain after it fail. */
  waitMs: number
  parked: number
}

export interface DrainReport {
  delivered: number
  /** Tapals still parked. */
  left: number
  /** The endpoint failed again. */
  faults: number
}

/** Rows claimed at a time, so that a system just back is loaded gently. */
const GENTLE = 20

export function endpointActivities(deps: ActivityDeps) {
  const { endpoints, tapals, audit } = deps.repositories

  /** Asks a paused endpoint whether it can take letters again; `probes` are the tries before this one. */
  async function probe(endpointId: string, probes: number): Promise<ProbeReport> {
    const record = await endpoints.byId(endpointId)
    const parked = (await tapals.parked(endpointId)).count
    if (!record) return { next: 'done', mechanism: 'kcs-agent', waitMs: 0, parked }
    const { mechanism, backOff } = record
    const waitMs = probeWaitMs(probes + 1, backOff.initialMs, backOff.maxMs)
    if (record.state === 'paused' && record.pausedBy === 'operator')
      return { next: 'operator', mechanism, waitMs, parked }
    // Letters of an endpoint that is gone are drained too: into the default agent application.
    if (record.state !== 'paused') return { next: parked > 0 ? 'drain' : 'done', mechanism, waitMs, parked }
    const answer = await deps.connectors[mechanism].capabilities(deps.unseal(record))
    if ('capabilities' in answer) return { next: 'drain', mechanism, waitMs, parked }
    const asked = answer.fault.kind === 'busy' ? answer.fault.afterMs : 0
    return { next: 'wait', mechanism, waitMs: Math.max(waitMs, asked), parked }
  }

  /**
   * Delivers what is parked, urgent and oldest first, and tells each dispatch. Opens the endpoint when nothing
   * is left or something went through; stops at the first fault.
   */
  async function drain(endpointId: string): Promise<DrainReport> {
    const heart = pulse()
    const claimId = `${endpointId}:${activityInfo().attempt}:${deps.newId(deps.now())}`
    try {
      await tapals.dueNow(endpointId, deps.now())
      const result = await drainRows(deps, { endpoint: endpointId, parked: true }, GENTLE, {
        claimId,
        beat: heart.beat,
        stopAtFault: true,
      })
      for (const dispatchId of result.touched) {
        heart.beat()
        const { owing, next } = await tapals.owing(dispatchId)
        await deps.signals.delivered(dispatchId, { next: next?.getTime() ?? null, outstanding: owing })
      }
      const left = (await tapals.parked(endpointId)).count
      if (result.faults === 0 && (left === 0 || result.reached > 0)) await reopen(endpointId)
      return { delivered: result.delivered, left, faults: result.faults }
    } finally {
      heart.stop()
    }
  }

  async function reopen(endpointId: string): Promise<void> {
    const at = deps.now()
    if (!(await endpoints.open(endpointId, 'kcs'))) return
    await audit.add([
      {
        id: `endpoint:${endpointId}:open:${at.getTime()}`,
        thing: 'endpoint',
        subject: endpointId,
        what: 'endpoint-resumed',
        from: 'paused',
        to: 'open',
        actor: { kind: 'kcs' },
        at,
      },
    ])
  }

  return { probe, drain }
}
