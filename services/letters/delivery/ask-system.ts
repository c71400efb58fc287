// What the receiving system makes of a batch: an outcome for each tapal, whatever it does.

import { slicesOf } from '../../../domain/common/item/slices'
import type { Connector, DeliveryReport, Endpoint, Parcel } from '../../../connectors/connector'
import { ownFault } from '../../../domain/letters/delivery/own-fault'
import type { Claimed } from '../../../database/letters/tapal/claims'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { apart } from './apart'

/** Asks about a tapal in doubt first, where the system can be asked; hands the others over. */
export async function outcomesOf(
  connector: Connector,
  endpoint: Endpoint,
  claimed: readonly Claimed[],
  parcels: ReadonlyMap<string, Parcel>,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  const fresh: Parcel[] = []
  const doubtful: Parcel[] = []
  for (const { tapal, inDoubt } of claimed) {
    const parcel = parcels.get(tapal.id)
    if (parcel) (inDoubt && connector.status ? doubtful : fresh).push(parcel)
    else outcomes.set(tapal.id, { kind: 'never', code: 'letter-missing', blame: 'kcs' })
  }
  // A question is a call as well, or goes in one with others.
  for (const some of slicesOf(doubtful, endpoint.concurrency * (connector.statusAtOnce ?? 1))) {
    const questions = some.map(async (parcel) => {
      const status = await connector.status?.(endpoint, parcel).catch(ownFault)
      if (!status || status.kind === 'unseen') fresh.push(parcel)
      else outcomes.set(parcel.tapalId, status)
    })
    await Promise.all(questions)
  }
  const reports = fresh.length === 0 ? [] : await deliver(connector, endpoint, fresh)
  for (const report of reports) outcomes.set(report.tapalId, report.outcome)
  return outcomes
}

const HAS_IT: ReadonlySet<Outcome['kind']> = new Set([
  'delivered',
  'duplicate',
  'handed-over',
  'refused',
  'never',
])

/** What a system says of tapals that it may have, without handing them over again; only of those it says it has. */
export async function whatItHas(
  connector: Connector,
  endpoint: Endpoint,
  parcels: readonly Parcel[],
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  // One after the other: it is gone, and most likely says nothing.
  for (const parcel of parcels) {
    const status = await connector.status?.(endpoint, parcel).catch(ownFault)
    if (status && status.kind !== 'unseen' && HAS_IT.has(status.kind)) outcomes.set(parcel.tapalId, status)
  }
  return outcomes
}

/**
 * A connector maps every fault of the other side; what it throws all the same is ours, and the tapals are in doubt. Where
 * a repeated key does no harm, the others of the batch are handed over without the one at which it throws.
 */
async function deliver(
  connector: Connector,
  endpoint: Endpoint,
  parcels: readonly Parcel[],
): Promise<DeliveryReport[]> {
  const reports: DeliveryReport[] = []
  const hand = async (some: readonly Parcel[]): Promise<void> =>
    void reports.push(...(await connector.deliver(endpoint, some)))
  const fail = (some: readonly Parcel[], fault: unknown): void =>
    void reports.push(...some.map(({ tapalId }) => ({ tapalId, outcome: ownFault(fault) })))
  if (connector.idempotent) await apart(parcels, hand, fail)
  else await hand(parcels).catch((fault: unknown) => fail(parcels, fault))
  return reports
}
