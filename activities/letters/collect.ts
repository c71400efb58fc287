// What a system that cannot call KCS has to send is fetched.

import { collectFrom, type CollectReport } from '../../services/letters/collect/collect'
import type { ActivityDeps } from '../deps'
import { growingWaits } from '../growing-waits'
import { withPulse } from '../pulse'

export function collectActivity(deps: ActivityDeps) {
  const faultsApart = growingWaits()
  return function collect(endpointId: string, atOnce: boolean): Promise<CollectReport> {
    return faultsApart(endpointId, () =>
      withPulse((beat) => collectFrom(deps, { endpoint: endpointId }, { beat, atOnce })),
    )
  }
}
