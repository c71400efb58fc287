// kcs circular: a letter to many, and how its recipients stand.

import { createHash } from 'node:crypto'
import { type Command, Option } from 'commander'
import type { DispatchResponse } from '../../api/routes/letters/dispatch/schema'
import type {
  LedgerActResponse,
  LedgerPageResponse,
  TallyResponse,
} from '../../api/routes/letters/ledger/schema'
import { dayInKerala } from '../../domain/common/clock/ist'
import { LEDGER_STANDINGS } from '../../domain/letters/ledger/standing'
import { statusLines, recipientRows, shareRows } from '../circular-text'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { save } from '../save'
import { printTable } from '../table'

interface Which extends CommonOptions {
  district?: string
  department?: string
  standing?: string
  office?: string
}

interface Paged extends Which {
  limit: string
  cursor?: string
}

interface Acting extends CommonOptions {
  district?: string
  department?: string
  reason?: string
  alsoDelivered?: boolean
  key?: string
}

/** Where a letter is found. */
const letterPath = (id: string): string => `/v1/dispatches/${encodeURIComponent(id)}`

export function addCircular(program: Command, io: Io): void {
  const circular = program.command('circular').summary('how the recipients of a letter to many stand')
  withCommon(circular.command('status'))
    .summary('how far a letter has come: in all, and by district')
    .argument('<dispatch>', 'id of the dispatch')
    .option('--departments', 'also by department')
    .action((id: string, options: CommonOptions & { departments?: boolean }) => status(io, id, options))
  withQuestion(withCommon(circular.command('recipients')))
    .summary('list recipients by district and office')
    .argument('<dispatch>', 'id of the dispatch')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((id: string, options: Paged) => recipients(io, id, options))
  withQuestion(withCommon(circular.command('export')))
    .summary('fetch the list of recipients as CSV')
    .description('Without a file it goes to standard output.')
    .argument('<dispatch>', 'id of the dispatch')
    .argument('[file]', 'where to write it; what stands there is replaced once the whole list has come')
    .action((id: string, file: string | undefined, options: Which) => fetch(io, id, file, options))
  withPlace(withCommon(circular.command('remind')))
    .summary('remind those who have the letter and have not acknowledged it')
    .description(
      'Nobody is reminded twice within 24 hours. Given twice within a day for the same letter, it is one reminder.',
    )
    .argument('<dispatch>', 'id of the dispatch')
    .option('--key <key>', 'Idempotency-Key to use instead of the one made of letter, place and day')
    .action((id: string, options: Acting) => act(io, { id, of: 'reminders' }, options))
  withPlace(withCommon(circular.command('recall')))
    .summary('take the letter back from those it has not reached, all or of a place')
    .argument('<dispatch>', 'id of the dispatch')
    .requiredOption('--reason <text>', 'why')
    .option('--also-delivered', 'also where it has been delivered and nobody has acknowledged it')
    .option('--key <key>', 'Idempotency-Key to use instead of the one made of what is asked and the day')
    .action((id: string, options: Acting) => act(io, { id, of: 'part-recalls' }, options))
}

/** Adds the options by which recipients are chosen. */
function withQuestion(command: Command): Command {
  return withPlace(command)
    .addOption(new Option('--standing <standing>', 'those alone that stand so').choices(LEDGER_STANDINGS))
    .option('--office <text>', 'those alone of this code, or whose names begin so')
}

/** Adds the options by which a part of the recipients is chosen. */
function withPlace(command: Command): Command {
  return command
    .option('--district <name>', 'those alone of a district; - for offices of none')
    .option('--department <code>', 'those alone of a department; - for offices of none')
}

async function status(io: Io, id: string, options: CommonOptions & { departments?: boolean }): Promise<void> {
  const client = clientFor(io, options)
  const { body: letter } = await client.call<DispatchResponse>('GET', letterPath(id))
  const { body: tally } = await client.call<TallyResponse>('GET', `${letterPath(id)}/tally`)
  if (options.json) return printJson(io, { ...tally, id, state: letter.state })
  io.stdout.write(`${statusLines(letter, tally).join('\n')}\n\n`)
  printTable(
    io.stdout,
    shareRows(
      'DISTRICT',
      tally.districts.map((one) => [one.district, one]),
    ),
  )
  if (!options.departments) return
  io.stdout.write('\n')
  printTable(
    io.stdout,
    shareRows(
      'DEPARTMENT',
      tally.departments.map((one) => [one.name, one]),
    ),
  )
}

async function recipients(io: Io, id: string, options: Paged): Promise<void> {
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<LedgerPageResponse>(
    'GET',
    `${letterPath(id)}/recipients`,
    { query: { ...questionOf(options), limit, cursor } },
  )
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) say(io, 'Nobody of these.')
  else printTable(io.stdout, recipientRows(body, io.now()))
  if (body.next !== null) say(io, `There are more: add --limit ${limit} --cursor ${body.next}`)
}

async function fetch(io: Io, id: string, file: string | undefined, options: Which): Promise<void> {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(questionOf(options))) if (value) asked.set(name, value)
  const search = asked.size > 0 ? `?${asked.toString()}` : ''
  await save(io, await clientFor(io, options).download(`${letterPath(id)}/recipients/export${search}`), file)
}

function questionOf({ district, department, standing, office }: Which): Record<string, string | undefined> {
  return { district, department, standing, office }
}

async function act(
  io: Io,
  { id, of }: { id: string; of: 'reminders' | 'part-recalls' },
  options: Acting,
): Promise<void> {
  const { district, department, reason, alsoDelivered, key } = options
  const body = { district, department, reason, ...(alsoDelivered ? { alsoDelivered } : {}) }
  const { body: begun } = await clientFor(io, options).call<LedgerActResponse>(
    'POST',
    `${letterPath(id)}/${of}`,
    {
      body,
      headers: { 'idempotency-key': key ?? keyOf([id, of, body, dayInKerala(io.now())]) },
    },
  )
  if (options.json) return printJson(io, begun)
  const { done, expected } = begun
  const count = done ?? expected
  const recipients = count === 1 ? '1 recipient' : `${count} recipients`
  const what = of === 'reminders' ? 'reminded' : 'taken back from'
  io.stdout.write(`${what} ${recipients}${done === null ? ', still under way' : ''}\n`)
}

/** The same asked twice on a day has the same key. */
function keyOf(asked: unknown): string {
  return `kcs-cli-${createHash('sha256').update(JSON.stringify(asked)).digest('hex')}`
}
