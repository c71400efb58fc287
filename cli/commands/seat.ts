// kcs seat: shows and makes seats.

import { type Command, Option } from 'commander'
import { type z } from 'zod'
import type {
  HeldSeatResponse,
  HoldersResponse,
  SeatResponse,
  seatListSchema,
} from '../../api/routes/directory/seat/schema'
import { SEAT_ROLES } from '../../domain/directory/seat/seat'
import { instantFrom } from '../at'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { historyLines, type HistoryResponse } from '../history-text'
import { type Io, printJson, say } from '../io'
import { reasonText } from '../reasons'
import { pairs, plain, printTable, table } from '../table'
import { instantOf } from '../time'

type SeatList = z.infer<typeof seatListSchema>

interface ListOptions extends CommonOptions {
  service?: string
  cursor?: string
}

interface AddOptions extends CommonOptions {
  confirmTwin?: boolean
  designation: string
  designationMl?: string
  role?: string
  section?: string
  wing?: string
  reportsTo?: string
  linkOfficer?: string
  post?: string
  service: string[]
}

export function addSeat(program: Command, io: Io): void {
  const seat = program.command('seat').summary('show and make seats')
  withCommon(seat.command('show'))
    .summary('show a seat, who has its duty and why, and who held it')
    .argument('<seat>', 'id of the seat')
    .option('--at <day>', 'as of this day or instant')
    .action((id: string, options: CommonOptions & { at?: string }) => show(io, id, options))
  withCommon(seat.command('list'))
    .summary('list the seats of an office')
    .argument('<office>', 'code of the office')
    .option('--service <service>', 'only those for a service')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((office: string, options: ListOptions) => list(io, office, options))
  withCommon(seat.command('add'))
    .summary('make a seat; nobody holds it yet')
    .argument('<seat>', 'its id: the code of the office, a slash, and a name')
    .requiredOption('--designation <designation>', 'what its holder is called')
    .option('--designation-ml <designation>', 'the same in Malayalam')
    .addOption(new Option('--role <role>', 'what it does for its office').choices(SEAT_ROLES))
    .option('--section <section>', 'its section')
    .option('--wing <wing>', 'its wing')
    .option('--reports-to <seat>', 'the seat above it')
    .option('--link-officer <seat>', 'the seat that stands in while it is vacant')
    .option('--post <id>', 'the sanctioned post it is made against')
    .option('--service <service>', 'a service it is for. May be repeated', collect, [])
    .option('--confirm-twin', 'although one is there whose id a reader would take for it')
    .action((id: string, options: AddOptions) => add(io, id, options))
  withCommon(seat.command('history'))
    .summary('show what has been changed of a seat, newest first')
    .argument('<seat>', 'id of the seat')
    .action((id: string, options: CommonOptions) => history(io, id, options))
}

const pathOf = (id: string): string => `/v1/seats/${encodeURIComponent(id)}`

async function show(io: Io, id: string, options: CommonOptions & { at?: string }): Promise<void> {
  const client = clientFor(io, options)
  const query = { at: instantFrom(options.at) }
  const { body } = await client.call<HeldSeatResponse>('GET', pathOf(id), { query })
  const holders = (await client.call<HoldersResponse>('GET', `${pathOf(id)}/holders`)).body.items
  if (options.json) return printJson(io, { ...body, holders })
  const { duty } = body
  const rows: [string, string][] = [
    ['seat', body.id],
    ['designation', [body.designation, body.designationMl].filter(Boolean).join('  ')],
    ['office', body.office],
    ['wing', body.wing],
    ['section', body.section],
    ['role', body.role],
    ['holder', body.holder ?? 'vacant'],
    ['duty of', duty.actingSeat === body.id ? '' : (duty.acting ?? 'nobody')],
    ['why', reasonText(duty.reason)],
    ['reports to', body.reportsTo ?? ''],
    ['link officer', body.linkOfficer ?? ''],
    ['services', body.services.join(', ')],
    ['post', body.sanctionedPost ?? ''],
  ]
  io.stdout.write(`${pairs(rows.filter(([, value]) => value !== '')).join('\n')}\n`)
  if (holders.length === 0) return
  io.stdout.write('\n')
  const cells = holders.map(({ name, employee, kind, from, until, ended }) => [
    name,
    employee,
    kind,
    instantOf(from),
    until === null ? '' : instantOf(until),
    ended ?? '',
  ])
  printTable(io.stdout, table(['HOLDER', 'PEN', 'CHARGE', 'FROM', 'UNTIL', 'ENDED'], cells))
}

async function list(io: Io, office: string, options: ListOptions): Promise<void> {
  const query = { office, service: options.service, cursor: options.cursor }
  const { body } = await clientFor(io, options).call<SeatList>('GET', '/v1/seats', { query })
  if (options.json) return printJson(io, body)
  if (body.items.length === 0) return say(io, 'There is no such seat.')
  const rows = body.items.map((seat) => [
    seat.id,
    seat.designation,
    seat.section,
    seat.role,
    seat.reportsTo ?? '',
    seat.holder ?? 'vacant',
  ])
  printTable(io.stdout, table(['SEAT', 'DESIGNATION', 'SECTION', 'ROLE', 'REPORTS TO', 'HOLDER'], rows))
  if (body.next !== null) say(io, `There are more: the same with --cursor ${body.next}`)
}

async function add(io: Io, id: string, options: AddOptions): Promise<void> {
  const { designation, designationMl, role, section, wing, reportsTo, linkOfficer, post, service } = options
  const { confirmTwin } = options
  const facts = { designation, designationMl, role, section, wing, reportsTo, linkOfficer }
  const call = {
    body: { id, office: id.split('/')[0], ...facts, sanctionedPost: post, services: service, confirmTwin },
  }
  const { body } = await clientFor(io, options).call<SeatResponse>('POST', '/v1/seats', call)
  if (options.json) printJson(io, body)
  else io.stdout.write(`${plain(`${body.id}  ${body.designation}`)}\n`)
}

async function history(io: Io, id: string, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<HistoryResponse>('GET', `${pathOf(id)}/history`, {
    query: { limit: '200' },
  })
  if (options.json) return printJson(io, body)
  const lines = historyLines(body)
  if (lines.length > 0) io.stdout.write(`${lines.join('\n')}\n`)
  else say(io, 'Nothing has been changed since it was entered.')
}
