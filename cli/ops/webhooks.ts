// kcs ops webhooks: agents that KCS does not reach as they wanted.

import type { SilentAgentsResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { instantOf } from '../time'

/** Prints the webhooks that are dead, and the endpoints to which nobody came for the letters that wait. */
export async function listWebhooks(io: Io, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<SilentAgentsResponse>('GET', '/v1/desk/webhooks')
  if (options.json) return printJson(io, body)
  const { webhooks, visitors } = body
  if (webhooks.length > 0) {
    const rows = webhooks.map(({ id, agent, death, diedAt, sentUpTo, last, tried }) => [
      ...[id, agent, death ?? '', diedAt === null ? '' : instantOf(diedAt), String(last - sentUpTo)],
      tried === null ? '' : (tried.fault ?? `http-${tried.status}`),
    ])
    printTable(io.stdout, table(['DEAD WEBHOOK', 'AGENT', 'WHY', 'SINCE', 'NOT SENT', 'LAST ANSWER'], rows))
    say(io, 'Its agent opens it again: POST /v1/agent/webhooks/{id}/opening.')
  }
  if (visitors.length > 0) {
    const rows = visitors.map(({ endpoint, agent, fetchedAt, letters }) => [
      ...[endpoint, agent ?? '', fetchedAt === null ? 'never' : instantOf(fetchedAt), String(letters)],
    ])
    printTable(io.stdout, table(['NOT COME', 'AGENT', 'LAST CAME', 'LETTERS'], rows))
  }
  if (webhooks.length + visitors.length === 0) say(io, 'No webhook is dead, and nobody is missed.')
}
