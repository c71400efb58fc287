// Delivers what is parked at an endpoint that answers again, and reopens it.

import type { DeliveryDeps } from '../delivery/deps'
import { drainRows } from '../delivery/drain'
import { signalDelivered } from '../dispatch/tell'

export interface DrainReport {
  delivered: number
  /** Tapals still parked. */
  left: number
  /** Faults that the endpoint met again. */
  faults: number
}

/** Rows claimed at a time, so that a system just back is loaded gently. */
const GENTLE = 20

/**
 * Delivers urgent and oldest letters first, and tells each dispatch. Opens the endpoint when nothing is left or
 * something went through; stops at the first fault.
 */
export async function drainParked(
  deps: DeliveryDeps,
  { endpoint }: { endpoint: string },
  controls: { claimId: string; beat(): void },
): Promise<DrainReport> {
  const { tapals } = deps.repositories
  await tapals.dueNow(endpoint, deps.now())
  const drain = { endpoint, parked: true } as const
  const { touched, faults, reached, delivered } = await drainRows(deps, drain, GENTLE, {
    ...controls,
    stopAtFault: true,
  })
  for (const dispatch of touched) {
    controls.beat()
    await signalDelivered(deps, dispatch)
  }
  const left = (await tapals.parked(endpoint)).count
  if (faults === 0 && (left === 0 || reached > 0)) await reopen(deps, endpoint)
  return { delivered, left, faults }
}

async function reopen({ repositories, now }: DeliveryDeps, endpoint: string): Promise<void> {
  const at = now()
  if (!(await repositories.endpoints.open(endpoint, 'kcs'))) return
  await repositories.audit.add([
    {
      id: `endpoint:${endpoint}:open:${at.getTime()}`,
      thing: 'endpoint',
      subject: endpoint,
      what: 'endpoint-resumed',
      from: 'paused',
      to: 'open',
      actor: { kind: 'kcs' },
      at,
    },
  ])
}
