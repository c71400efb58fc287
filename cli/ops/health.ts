// kcs ops health: one line for each system.

import type { SystemHealthResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { spanOf } from '../time'

/** Prints how each system stands. */
export async function showHealth(io: Io, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<{ items: SystemHealthResponse[] }>(
    'GET',
    '/v1/desk/health',
  )
  if (options.json) return printJson(io, body)
  const ago = (iso: string | null) =>
    iso === null ? '' : spanOf((io.now().getTime() - Date.parse(iso)) / 1000)
  const number = (count: number) => (count === 0 ? '' : String(count))
  const rows = body.items.map((one) => [
    one.id,
    one.mechanism,
    one.state + (one.pausedBy ? ` by ${one.by || one.pausedBy}` : ''),
    ago(one.state === 'open' ? null : one.pausedAt),
    one.reason,
    number(one.queued),
    ago(one.queuedSince),
    number(one.letters.failed),
    number(one.letters.parked),
    number(one.letters.waiting),
    number(one.letters['in-doubt']),
    one.faults.map(({ code, count }) => `${code} (${count})`).join(', '),
    one.lastSuccessAt === null ? '' : `${ago(one.lastSuccessAt)} ago`,
  ])
  const head = [
    'ENDPOINT',
    'SYSTEM',
    'STATE',
    'FOR',
    'REASON',
    'TO GO',
    'OLDEST',
    'FAILED',
    'PARKED',
    'WAITING',
  ]
  printTable(io.stdout, table([...head, 'IN DOUBT', 'WENT WRONG', 'LAST SUCCESS'], rows))
  if (body.items.some(({ letters }) => letters.failed > 0))
    say(
      io,
      'Failed letters: kcs ops letters --state failed. Send them again: kcs ops replay --endpoint … --reason …',
    )
}
