// How many documents a question makes the server read, by its own account.

import type { Repositories } from '../../database'
import type { Room } from './room'

interface Execution {
  totalDocsExamined?: number
  executionStats?: Execution
  stages?: Stage[]
}

interface Stage {
  $cursor?: { executionStats?: Execution }
  $lookup?: object
  $unionWith?: { pipeline: Stage[] }
  totalDocsExamined?: number
}

/** Documents that the server read for all that the question asked. */
export async function documentsExamined(
  room: Pick<Room, 'database' | 'repositories' | 'sent'>,
  ask: (repositories: Repositories) => Promise<unknown>,
): Promise<number> {
  room.sent.length = 0
  await ask(room.repositories)
  let documents = 0
  for (const { name, command } of [...room.sent]) {
    if (!['find', 'aggregate', 'count', 'distinct'].includes(name)) continue
    const { $db: _db, lsid: _lsid, $clusterTime: _time, txnNumber: _number, ...outside } = command
    const { startTransaction: _start, autocommit: _auto, readConcern: _concern, ...plain } = outside
    const plan = (await room.database.db!.command({
      explain: plain,
      verbosity: 'executionStats',
    })) as Execution
    const lookUps = plan.stages?.filter((stage) => '$lookup' in stage) ?? []
    const source = plan.executionStats ?? plan.stages?.[0]?.$cursor?.executionStats
    const unions =
      plan.stages?.flatMap((stage) => stage.$unionWith?.pipeline[0]?.$cursor?.executionStats ?? []) ?? []
    for (const stats of [...(source ? [source] : []), ...unions, ...lookUps]) {
      expect(stats.totalDocsExamined).toEqual(expect.any(Number))
      documents += stats.totalDocsExamined!
    }
    expect(source !== undefined || lookUps.length > 0).toBe(true)
    expect(unions).toHaveLength(plan.stages?.filter((stage) => '$unionWith' in stage).length ?? 0)
  }
  return documents
}
