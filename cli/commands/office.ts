// kcs office: looks offices up; the changes of them are in office-changes.ts.

import { type Command } from 'commander'
import type { OfficeCardResponse, officePageSchema } from '../../api/routes/directory/office/schema'
import { type z } from 'zod'
import { DETAIL_NAMES } from '../../domain/directory/office/details'
import { instantFrom } from '../at'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { historyLines, type HistoryResponse } from '../history-text'
import { type Io, printJson, say } from '../io'
import { reasonText } from '../reasons'
import { pairs, printTable, table } from '../table'
import { instantOf } from '../time'
import { addOfficeChanges } from './office-changes'

type OfficePage = z.infer<typeof officePageSchema>

interface ListOptions extends CommonOptions {
  q?: string
  parent?: string
  top?: boolean
  kind?: string
  district?: string
  department?: string
  limit: string
  cursor?: string
}

export function addOffice(program: Command, io: Io): void {
  const office = program.command('office').summary('show and change offices')
  withCommon(office.command('show'))
    .summary('show an office: its place, how letters reach it, and its seats')
    .argument('<code>', 'code of the office')
    .option('--at <day>', 'as of this day or instant')
    .action((code: string, options: CommonOptions & { at?: string }) => show(io, code, options))
  withCommon(office.command('list'))
    .summary('list offices by code')
    .option('--q <text>', 'beginning of the code, or part of the name')
    .option('--parent <code>', 'those directly below this office')
    .option('--top', 'those at the top')
    .option('--kind <kind>', 'those of a kind')
    .option('--district <district>', 'those of a district')
    .option('--department <department>', 'those of a department')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((options: ListOptions) => list(io, options))
  withCommon(office.command('history'))
    .summary('show what has been changed of an office, newest first')
    .argument('<code>', 'code of the office')
    .action((code: string, options: CommonOptions) => history(io, code, options))
  addOfficeChanges(office, io)
}

async function show(io: Io, code: string, options: CommonOptions & { at?: string }): Promise<void> {
  const path = `/v1/offices/${encodeURIComponent(code)}/card`
  const query = { at: instantFrom(options.at) }
  const { body } = await clientFor(io, options).call<OfficeCardResponse>('GET', path, { query })
  if (options.json) return printJson(io, body)
  io.stdout.write(`${pairs(rowsOf(body)).join('\n')}\n`)
  if (body.seats.length === 0) return
  io.stdout.write('\n')
  const rows = body.seats.map(({ id, designation, section, role, holder, duty }) => [
    id,
    designation,
    section,
    role,
    holder ?? 'nobody',
    reasonText(duty.reason),
  ])
  printTable(io.stdout, table(['SEAT', 'DESIGNATION', 'SECTION', 'ROLE', 'DUTY OF', 'WHY'], rows))
}

function rowsOf({ office, ancestors, children, profile }: OfficeCardResponse): [string, string][] {
  const { succession, intermediaries } = office
  const rows: [string, string][] = [
    ['office', `${office.code}  ${office.name}`],
    ['', office.nameMl],
    ['below', ancestors.map(({ name }) => name).join(' › ')],
    ['above', children === 0 ? '' : `${children} ${children === 1 ? 'office' : 'offices'}`],
    ['kind', office.kind],
    ['department', office.department],
    ['district', office.district],
    ...DETAIL_NAMES.map((name): [string, string] => [name, office[name]]),
    ['active', stateOf(office)],
    ['inward seat', office.inwardSeat ?? ''],
    [
      succession?.kind ?? '',
      succession ? `into ${succession.into.join(', ')} from ${instantOf(succession.at)} on` : '',
    ],
    ...intermediaries.map((one): [string, string] => [
      'mail taken',
      `by ${one.office} from ${instantOf(one.from)} ${one.until === null ? 'on' : `to ${instantOf(one.until)}`}`,
    ]),
    ...(profile?.ways ?? []).map(({ system, endpoint, health }, place): [string, string] => [
      place === 0 ? 'reached by' : '',
      [system, endpoint ?? 'no endpoint', health ?? ''].join('  ').trimEnd(),
    ]),
    ['chosen', profile ? `${profile.chosen.mechanism} by ${profile.chosen.endpoint}` : 'no profile'],
    ['why', (profile?.chosen.reasons ?? []).map(({ code, of }) => (of ? `${code} ${of}` : code)).join('; ')],
  ]
  return rows.filter(([, value]) => value !== '')
}

function stateOf({ active, activeFrom, activeUntil, fitToReceive }: OfficeCardResponse['office']): string {
  const since = activeFrom === null ? '' : ` from ${instantOf(activeFrom)}`
  const until = activeUntil === null ? '' : ` to ${instantOf(activeUntil)}`
  return `${active ? 'yes' : 'no'}${since}${until}${fitToReceive ? '' : ', not fit to receive'}`
}

async function list(io: Io, options: ListOptions): Promise<void> {
  const { q, kind, district, department, limit, cursor } = options
  const parent = options.top ? '' : options.parent
  const { body } = await clientFor(io, options).call<OfficePage>('GET', '/v1/offices', {
    query: { q, parent, kind, district, department, limit, cursor },
  })
  if (options.json) return printJson(io, body)
  const rows = body.items.map((one) => [
    one.code,
    one.name,
    one.kind,
    one.district,
    one.mechanism ?? '',
    one.children === 0 ? '' : String(one.children),
    one.active ? '' : 'not active',
  ])
  if (rows.length > 0)
    printTable(io.stdout, table(['OFFICE', 'NAME', 'KIND', 'DISTRICT', 'REACHED BY', 'BELOW', 'STATE'], rows))
  else say(io, 'There is no such office.')
  if (body.next !== null) say(io, `There are more: repeat with --cursor ${body.next}`)
}

async function history(io: Io, code: string, options: CommonOptions): Promise<void> {
  const path = `/v1/offices/${encodeURIComponent(code)}/history`
  const { body } = await clientFor(io, options).call<HistoryResponse>('GET', path, {
    query: { limit: '200' },
  })
  if (options.json) return printJson(io, body)
  const lines = historyLines(body)
  if (lines.length > 0) io.stdout.write(`${lines.join('\n')}\n`)
  else say(io, 'Nothing has been changed since it was entered.')
}
