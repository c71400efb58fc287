// One run of a collection: a round, and the next ones at once as long as the system has more.

import { collectionOf } from '../steps/activities'
import type { CollectInput } from './messages'

/** A backlog of hundreds of thousands goes on with the next run, so that no history grows. */
const ROUNDS_AT_MOST = 20

export async function collect({ endpointId, mechanism, atOnce }: CollectInput): Promise<void> {
  const activities = collectionOf(mechanism, endpointId)
  let report = await activities.collect(endpointId, atOnce)
  for (let rounds = 1; report.goesOn && rounds < ROUNDS_AT_MOST; rounds += 1)
    report = await activities.collect(endpointId, true)
}
