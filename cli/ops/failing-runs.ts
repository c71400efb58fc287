// kcs ops failing-runs: one line for each run whose code fails.

import type { FailingRunResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { instantOf } from '../time'

/** Prints the runs, the one that has failed longest first. */
export async function listFailingRuns(io: Io, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<{ items: FailingRunResponse[] }>(
    'GET',
    '/v1/desk/failing-runs',
  )
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, 'The code of no run fails.')
  const rows = body.items.map((run) => [
    run.case,
    run.subject,
    run.cause,
    instantOf(run.since),
    run.temporal ?? '',
  ])
  printTable(io.stdout, table(['CASE', 'ID', 'CAUSE', 'SINCE', 'IN TEMPORAL'], rows))
  say(
    io,
    'Their letters are not lost. NonDeterministicError after an update: go back to the version before. Do not end the runs.',
  )
}
