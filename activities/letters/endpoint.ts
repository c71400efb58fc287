// The life of a paused endpoint: is it back, and what waits there.

import { activityInfo } from '@temporalio/activity'
import { type DrainReport, drainParked } from '../../services/letters/endpoint/drain-parked'
import { probeEndpoint, type ProbeReport } from '../../services/letters/endpoint/probe'
import type { ActivityDeps } from '../deps'
import { growingWaits } from '../growing-waits'
import { withPulse } from '../pulse'

export type { DrainReport }

export function probeActivity(deps: ActivityDeps) {
  return function probe(endpointId: string, probes: number): Promise<ProbeReport> {
    return probeEndpoint(deps, { endpoint: endpointId, probes })
  }
}

export function drainActivity(deps: ActivityDeps) {
  const faultsApart = growingWaits()
  return function drain(endpointId: string): Promise<DrainReport> {
    const claimId = `${endpointId}:${activityInfo().attempt}:${deps.newId(deps.now())}`
    return faultsApart(endpointId, () =>
      withPulse((beat) => drainParked(deps, { endpoint: endpointId }, { claimId, beat })),
    )
  }
}
