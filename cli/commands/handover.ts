// kcs handover: gives a seat with all that is open in it, and takes one.

import type { Command } from 'commander'
import type { HandoverResponse, OpenItemResponse } from '../../api/routes/directory/handover/schema'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { pairs, printTable, table } from '../table'
import { instantOf, leftUntil } from '../time'

interface GiveOptions extends CommonOptions {
  to: string
  note?: string
  reason?: string
  leaveNow?: boolean
}

export function addHandover(program: Command, io: Io): void {
  const handover = program.command('handover').summary('hand over the charge of a seat')
  const seat = ['<seat>', 'id of the seat'] as const
  withCommon(handover.command('give'))
    .summary('give your seat to the next holder, with the list of all that is open')
    .argument(...seat)
    .requiredOption('--to <pen>', 'number of the next holder')
    .option('--note <text>', 'what the next holder should know')
    .option('--leave-now', 'your charge ends at once; else when the seat is taken')
    .action((id: string, options: GiveOptions) => give(io, id, options))
  withCommon(handover.command('one-sided'))
    .summary('as head of the office, give a seat away whose holder cannot or will not')
    .argument(...seat)
    .requiredOption('--to <pen>', 'number of the next holder')
    .requiredOption('--reason <text>', 'why; it stays with the handover')
    .action((id: string, options: GiveOptions) => oneSided(io, id, options))
  withCommon(handover.command('take'))
    .summary('take a seat that was given to you')
    .argument('<handover>', 'id of the handover, see kcs handover list')
    .action((id: string, options: CommonOptions) => take(io, id, options))
  withCommon(handover.command('show'))
    .summary('show a handover and what was open at the giving')
    .argument('<handover>', 'id of the handover')
    .action((id: string, options: CommonOptions) => show(io, id, options))
  withCommon(handover.command('list'))
    .summary('list the handovers of a seat, or those given to or by you, newest first')
    .option('--seat <seat>', 'id of the seat')
    .action((options: CommonOptions & { seat?: string }) => list(io, options))
}

const ofSeat = (id: string): string => `/v1/seats/${encodeURIComponent(id)}/handovers`
const pathOf = (id: string): string => `/v1/handovers/${encodeURIComponent(id)}`

async function give(io: Io, id: string, { to, note, leaveNow, ...options }: GiveOptions): Promise<void> {
  const body = { to, ...(note === undefined ? {} : { note }), ...(leaveNow ? { leaveNow } : {}) }
  const reply = await clientFor(io, options).call<HandoverResponse>('POST', ofSeat(id), { body })
  print(io, reply.body, options)
}

async function oneSided(io: Io, id: string, { to, reason, ...options }: GiveOptions): Promise<void> {
  const path = `${ofSeat(id)}/one-sided`
  const reply = await clientFor(io, options).call<HandoverResponse>('POST', path, { body: { to, reason } })
  print(io, reply.body, options)
}

async function take(io: Io, id: string, options: CommonOptions): Promise<void> {
  const reply = await clientFor(io, options).call<HandoverResponse>('POST', `${pathOf(id)}/taking`)
  print(io, reply.body, options)
}

async function show(io: Io, id: string, options: CommonOptions): Promise<void> {
  print(io, (await clientFor(io, options).call<HandoverResponse>('GET', pathOf(id))).body, options)
}

async function list(io: Io, { seat, ...options }: CommonOptions & { seat?: string }): Promise<void> {
  const reply = await clientFor(io, options).call<{ items: HandoverResponse[] }>('GET', '/v1/handovers', {
    query: { seat },
  })
  const { items } = reply.body
  if (options.json) return printJson(io, items)
  if (items.length === 0) return say(io, 'No handover.')
  const cells = items.map((one) => [
    one.id,
    one.seat,
    fromOf(one),
    one.toName,
    stateOf(one),
    instantOf(one.givenAt),
  ])
  printTable(io.stdout, table(['HANDOVER', 'SEAT', 'FROM', 'TO', 'STATE', 'GIVEN'], cells))
}

const fromOf = ({ fromName }: HandoverResponse): string => fromName ?? 'vacant'
const stateOf = ({ state, oneSided: alone }: HandoverResponse): string =>
  alone ? `${state}, one-sided` : state

function print(io: Io, handover: HandoverResponse, { json }: CommonOptions): void {
  if (json) return printJson(io, handover)
  const { id, seat, to, toName, from, note, reason, givenAt, takenAt, counts, items } = handover
  const { tapals, dispatches, overdue } = counts
  const rows: [string, string][] = [
    ['handover', id],
    ['seat', seat],
    ['from', from === null ? 'vacant' : `${fromOf(handover)} (${from})`],
    ['to', `${toName} (${to})`],
    ['state', stateOf(handover)],
    ['given', instantOf(givenAt)],
    ['taken', takenAt === null ? '' : instantOf(takenAt)],
    ['reason', reason],
    ['note', note],
    ['open', `${tapals} tapals (${overdue} overdue), ${dispatches} letters sent`],
  ]
  io.stdout.write(`${pairs(rows.filter(([, value]) => value !== '')).join('\n')}\n`)
  if (items.length === 0) return
  io.stdout.write('\n')
  printTable(io.stdout, itemRows(items, io.now()))
}

function itemRows(items: readonly OpenItemResponse[], now: Date): string[] {
  const cells = items.map(({ kind, state, dueAt, subject, id }) => [
    kind,
    state,
    leftUntil(dueAt, now),
    subject,
    id,
  ])
  return table(['WHAT', 'STATE', 'DUE', 'SUBJECT', 'ID'], cells)
}
