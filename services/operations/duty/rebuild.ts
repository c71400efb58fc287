// Notices a Temporal whose data were lost, and starts every open dispatch again from the record.

import type { Logger } from 'pino'
import type { TemporalRuns } from '../../../temporal/runs'
import type { Repositories } from '../../../database'
import { rebuild } from './sweep'

/** Compares the cluster with the one this database worked with last; another one knows none of our runs. */
export async function rebuildIfLost(
  repositories: Repositories,
  flows: TemporalRuns,
  logger: Logger,
): Promise<void> {
  const clusterId = await flows.clusterId()
  const { marks } = repositories
  const known = await marks.valueOf('temporal-cluster')
  if (known === clusterId) return
  const started = known !== null ? await rebuild(repositories, flows) : 0
  // Noted last: a process that dies before this line builds again, which starts nothing twice.
  await marks.set('temporal-cluster', clusterId)
  if (known !== null)
    logger.warn({ started }, 'Temporal is another one than before; open dispatches were started again')
}
