// Notices a Temporal whose data were lost, and starts every open dispatch again from the record.

import type { Client } from '@temporalio/client'
import type { Connection } from 'mongoose'
import type { Logger } from 'pino'
import type { Flows } from '../../../temporal/runs'
import type { Repositories } from '../../../database'
import { rebuild } from './sweep'

/** Compares the cluster with the one this database worked with last; another one knows none of our runs. */
export async function rebuildIfLost(
  database: Connection,
  repositories: Repositories,
  flows: Flows,
  client: Client,
  logger: Logger,
): Promise<void> {
  const { clusterId } = await client.workflowService.getClusterInfo({})
  const marks = database.collection<{ _id: string; value: string }>('marks')
  const known = await marks.findOne({ _id: 'temporal-cluster' })
  if (known?.value === clusterId) return
  const started = known ? await rebuild(repositories, flows) : 0
  // Noted last: a process that dies before this line builds again, which starts nothing twice.
  await marks.updateOne({ _id: 'temporal-cluster' }, { $set: { value: clusterId ?? '' } }, { upsert: true })
  if (known)
    logger.warn({ started }, 'Temporal is another one than before; open dispatches were started again')
}
