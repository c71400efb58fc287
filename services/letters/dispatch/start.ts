// Starts the workflow of an accepted dispatch and takes it out of the outbox; right after acceptance and by the sweep.

import type { Repositories } from '../../../database'
import type { TemporalRuns } from '../../../temporal/runs'

/** Safe to repeat. Throws KcsError `service-unavailable` when Temporal cannot be reached; the dispatch then stays in the outbox. */
export async function startDispatch(
  flows: Pick<TemporalRuns, 'start'>,
  dispatches: Pick<Repositories['dispatches'], 'markStarted'>,
  id: string,
): Promise<void> {
  await flows.start('dispatch', id)
  await dispatches.markStarted(id)
}
