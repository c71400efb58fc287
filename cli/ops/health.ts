// kcs ops health: one line for each system; of one also what it takes.

import type { SystemHealthResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { type Io, printJson, say } from '../io'
import { pairs, printTable, table } from '../table'
import { spanOf } from '../time'

/** Prints how each system stands; of the one that is named also what it said that it takes. */
export async function showHealth(
  io: Io,
  endpoint: string | undefined,
  options: CommonOptions,
): Promise<void> {
  const { body } = await clientFor(io, options).call<{ items: SystemHealthResponse[] }>(
    'GET',
    `/v1/desk/health${endpoint === undefined ? '' : `?endpoint=${encodeURIComponent(endpoint)}`}`,
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
    collectedOf(one, ago),
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
  printTable(io.stdout, table([...head, 'IN DOUBT', 'WENT WRONG', 'LAST SUCCESS', 'COLLECTED'], rows))
  const [one] = body.items
  if (endpoint !== undefined && one?.asked)
    io.stdout.write(`\n${pairs(takesOf(one, ago(one.asked.at))).join('\n')}\n`)
  if (body.items.some(({ letters }) => letters.failed > 0))
    say(
      io,
      'Failed letters: kcs ops letters --state failed. Send them again: kcs ops replay --endpoint … --reason …',
    )
}

/** What its system said that it takes; what it does not limit is left out. */
function takesOf({ takes, asked }: SystemHealthResponse, ago: string): [string, string][] {
  const limits: [string, string | undefined][] = [
    ['takes', takes === null ? 'not heard yet: nothing is limited' : undefined],
    ['kinds', takes?.kinds?.join(', ')],
    ['types', takes?.mediaTypes?.join(', ')],
    ['document bytes', takes?.maxDocumentBytes?.toString()],
    ['documents', takes?.maxDocuments?.toString()],
    ['languages', takes?.languages?.join(', ')],
    ['classifications', takes?.classifications?.join(', ')],
    ['asked', `${ago} ago${asked?.fault ? `, it failed: ${asked.fault}` : ''}`],
  ]
  return limits.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]))
}

/** When it was last asked for what its offices send, and what came of it; empty for a system that calls KCS itself. */
function collectedOf({ collecting }: SystemHealthResponse, ago: (iso: string | null) => string): string {
  if (!collecting) return ''
  const { collectedAt, taken, refusedNow, waiting, fault } = collecting
  return [
    collectedAt === null ? 'never' : `${ago(collectedAt)} ago`,
    `${taken} taken`,
    ...(refusedNow > 0 ? [`${refusedNow} refused`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(fault === null ? [] : [fault]),
  ].join(', ')
}
