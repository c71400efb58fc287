// kcs ops letters: what lies at the desk.

import type { DeskLetterDetailResponse, DeskLetterResponse } from '../../api/routes/operations/desk/schema'
import { clientFor, type CommonOptions } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { pairs, printTable, table } from '../table'
import { instantOf, leftUntil, spanOf } from '../time'
import { filterOf, type FilterOptions } from './filter'

export interface LettersOptions extends CommonOptions, FilterOptions {
  limit: string
  cursor?: string
  breakGlass?: string
}

/** Prints a page of letters, oldest first. */
export async function listLetters(io: Io, options: LettersOptions): Promise<void> {
  if (options.breakGlass !== undefined)
    throw usage('No letter is named.', 'Name one: kcs ops letters ID --break-glass …')
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<{ items: DeskLetterResponse[]; next: string | null }>(
    'GET',
    '/v1/desk/letters',
    { query: { ...filterOf(options), limit, cursor } },
  )
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, 'No such letter lies at the desk.')
  const rows = body.items.map((one) => [
    one.id,
    one.state ?? '',
    one.code,
    one.endpoint,
    one.recipient.seat || one.recipient.office,
    one.sender.seat,
    spanOf(one.ageSeconds),
    String(one.attempts),
    leftUntil(one.nextAttemptAt, io.now()),
  ])
  const head = ['LETTER', 'STATE', 'WENT WRONG', 'ENDPOINT', 'TO', 'FROM', 'AGE', 'TRIES', 'NEXT TRY']
  printTable(io.stdout, table(head, rows))
  if (body.next !== null) say(io, `There are more: add --cursor ${body.next}`)
}

/** Prints one letter with every try. */
export async function showLetter(io: Io, id: string, options: LettersOptions): Promise<void> {
  const client = clientFor(io, options)
  const path = `/v1/desk/letters/${encodeURIComponent(id)}`
  if (options.breakGlass !== undefined)
    await client.call('POST', `${path}/glass`, { body: { reason: options.breakGlass } })
  const { body } = await client.call<DeskLetterDetailResponse>('GET', path)
  if (options.json) return printJson(io, body)
  const { glass } = body
  const facts: [string, string][] = [
    ['Letter', body.id],
    ['Dispatch', body.dispatchId],
    ['State', body.state ?? `${body.tapalState}, no longer at the desk`],
    ['Endpoint', `${body.endpoint} (${body.mechanism})`],
    ['To', body.recipient.seat || body.recipient.office],
    ['From', body.sender.seat],
    ['Age', spanOf(body.ageSeconds)],
    ...(body.expiresAt === null ? [] : [['Expires', instantOf(body.expiresAt)] as [string, string]]),
    ...(glass === null
      ? []
      : ([
          ['Subject', glass.subject],
          ['Number', glass.letterNumber],
          ['Glass', `broken until ${instantOf(glass.until)}`],
        ] as [string, string][])),
  ]
  io.stdout.write(`${pairs(facts).join('\n')}\n\n`)
  const rows = body.history.map((one) => [
    instantOf(one.at),
    one.state,
    one.cause,
    one.code ?? '',
    one.attempt === undefined ? '' : String(one.attempt),
    one.actor,
    one.answer ?? '',
  ])
  const columns = ['WHEN', 'STATE', 'WHAT', 'CODE', 'TRY', 'BY']
  printTable(io.stdout, table(glass === null ? columns : [...columns, 'ANSWER'], rows))
}
