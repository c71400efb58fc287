// kcs agent deliveries and redeliver: what was brought to the offices of the key.

import type { OwnDeliveryResponse, RedeliveredResponse } from '../../api/routes/letters/delivery/schema'
import { clientFor, type CommonOptions } from '../common'
import { type Io, printJson, say } from '../io'
import { filterOf, type FilterOptions } from '../ops/filter'
import { printTable, table } from '../table'
import { instantOf, leftUntil } from '../time'

export type DeliveriesOptions = CommonOptions &
  Pick<FilterOptions, 'state' | 'office' | 'since' | 'until'> & { limit: string; cursor?: string }

/** Prints a page, newest first: a line for each letter, and one for each try where all was not well. */
export async function listDeliveries(io: Io, options: DeliveriesOptions): Promise<void> {
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<{ items: OwnDeliveryResponse[]; next: string | null }>(
    'GET',
    '/v1/agent/deliveries',
    { query: { ...filterOf(options), limit, cursor } },
  )
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, 'There is no such letter.')
  const rows = body.items.flatMap((one) => [
    [
      ...[one.id, instantOf(one.arrivedAt), one.recipient.seat || one.recipient.office, one.state],
      ...[one.trouble?.code ?? '', String(one.attempts), leftUntil(one.nextAttemptAt, io.now()), ''],
    ],
    ...one.tries
      .filter(({ code }) => code !== null)
      .map(({ at, attempt, code, answer }) => [
        ...['', instantOf(at), '', '', code ?? '', String(attempt), '', answer ?? ''],
      ]),
  ])
  const head = ['LETTER', 'AT', 'TO', 'STATE', 'WENT WRONG', 'TRIES', 'NEXT TRY', 'ANSWERED']
  printTable(io.stdout, table(head, rows))
  if (body.next !== null) say(io, `There are more: add --cursor ${body.next}`)
}

/** Has letters sent again that could not be delivered; stops at the first that is refused. */
export async function redeliver(io: Io, letters: readonly string[], options: CommonOptions): Promise<void> {
  const client = clientFor(io, options)
  const sent: RedeliveredResponse[] = []
  for (const letter of letters) {
    const path = `/v1/agent/deliveries/${encodeURIComponent(letter)}/redelivery`
    const { body } = await client.call<RedeliveredResponse>('POST', path)
    sent.push(body)
    if (!options.json) say(io, `${letter} ${body.sentAgain ? 'is sent again' : 'was on its way already'}.`)
  }
  if (options.json) printJson(io, sent)
}
