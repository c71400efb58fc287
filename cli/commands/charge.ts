// kcs charge: who holds which seat, and joining, relieving, transfer and suspension.

import { type Command, Option } from 'commander'
import type { ChargeResponse } from '../../api/routes/directory/charge/schema'
import type { HoldersResponse } from '../../api/routes/directory/seat/schema'
import { CHARGE_KINDS } from '../../domain/directory/charge/charge'
import { instantFrom } from '../at'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { instantOf } from '../time'

interface Options extends CommonOptions {
  kind?: string
  at?: string
  from?: string
  to?: string
  seat?: string
  employee?: string
}

export function addCharge(program: Command, io: Io): void {
  const charge = program.command('charge').summary('give seats to employees and take them back')
  const kind = () => new Option('--kind <kind>', 'regular if left out').choices(CHARGE_KINDS)
  const at = ['--at <day>', 'since this day or instant; now if left out'] as const
  withCommon(charge.command('join'))
    .summary('an employee joins a seat')
    .argument('<pen>', 'number of the employee')
    .argument('<seat>', 'id of the seat')
    .addOption(kind())
    .option(...at)
    .action((pen: string, seat: string, options: Options) =>
      act(io, pen, 'join', { seat, ...dated(options) }, options),
    )
  withCommon(charge.command('relieve'))
    .summary('an employee leaves a seat')
    .argument('<pen>', 'number of the employee')
    .argument('<seat>', 'id of the seat')
    .option(...at)
    .action((pen: string, seat: string, options: Options) =>
      act(io, pen, 'relieve', { seat, ...dated(options) }, options),
    )
  withCommon(charge.command('transfer'))
    .summary('an employee leaves one seat and joins another at the same instant')
    .argument('<pen>', 'number of the employee')
    .requiredOption('--from <seat>', 'the seat that is left')
    .requiredOption('--to <seat>', 'the seat that is joined')
    .addOption(kind())
    .option(...at)
    .action((pen: string, options: Options) =>
      act(io, pen, 'transfer', { from: options.from, to: options.to, ...dated(options) }, options),
    )
  withCommon(charge.command('suspend'))
    .summary('end all charges of an employee and close all access')
    .argument('<pen>', 'number of the employee')
    .option('--at <day>', 'since this day or instant, not ahead; now if left out')
    .action((pen: string, options: Options) => act(io, pen, 'suspend', dated(options), options))
  withCommon(charge.command('list'))
    .summary('list the holders of a seat or the charges of an employee, newest first')
    .option('--seat <seat>', 'id of the seat')
    .option('--employee <pen>', 'number of the employee')
    .option('--at <day>', 'only those that hold at this day or instant')
    .action((options: Options) => list(io, options))
}

function dated({ kind, at }: Options): { kind?: string; at?: string } {
  const instant = instantFrom(at)
  return { ...(kind === undefined ? {} : { kind }), ...(instant === undefined ? {} : { at: instant }) }
}

type ChargesResponse =
  | ChargeResponse
  | { ended: ChargeResponse; begun: ChargeResponse }
  | { items: ChargeResponse[] }

async function act(io: Io, pen: string, what: string, body: object, options: Options): Promise<void> {
  const path = `/v1/employees/${encodeURIComponent(pen)}/${what}`
  const reply = await clientFor(io, options).call<ChargesResponse>('POST', path, { body })
  if (options.json) return printJson(io, reply.body)
  const charges = chargesOf(reply.body)
  if (charges.length === 0) return say(io, 'No charge was held.')
  printCharges(io, charges)
}

function chargesOf(response: ChargesResponse): ChargeResponse[] {
  if ('items' in response) return response.items
  return 'begun' in response ? [response.ended, response.begun] : [response]
}

async function list(io: Io, { seat, employee, ...options }: Options): Promise<void> {
  if ((seat === undefined) === (employee === undefined))
    throw usage('Of what is not said.', 'Give either --seat SEAT or --employee PEN.')
  const client = clientFor(io, options)
  const query = { at: instantFrom(options.at) }
  if (employee !== undefined) {
    const path = `/v1/employees/${encodeURIComponent(employee)}/charges`
    const { items } = (await client.call<{ items: ChargeResponse[] }>('GET', path, { query })).body
    if (options.json) return printJson(io, items)
    return items.length === 0 ? say(io, 'No charge.') : printCharges(io, items)
  }
  const path = `/v1/seats/${encodeURIComponent(seat ?? '')}/holders`
  const { items } = (await client.call<HoldersResponse>('GET', path, { query })).body
  if (options.json) return printJson(io, items)
  if (items.length === 0) return say(io, 'Nobody.')
  const cells = items.map((one) => [one.name, one.employee, ...spanOf(one)])
  printTable(io.stdout, table(['HOLDER', 'PEN', 'CHARGE', 'FROM', 'UNTIL', 'ENDED'], cells))
}

function printCharges(io: Io, charges: readonly ChargeResponse[]): void {
  const cells = charges.map((charge) => [charge.employee, charge.seat, ...spanOf(charge)])
  printTable(io.stdout, table(['PEN', 'SEAT', 'CHARGE', 'FROM', 'UNTIL', 'ENDED'], cells))
}

function spanOf({
  kind,
  from,
  until,
  ended,
}: Pick<ChargeResponse, 'kind' | 'from' | 'until' | 'ended'>): string[] {
  return [kind, instantOf(from), until === null ? '' : instantOf(until), ended ?? '']
}
