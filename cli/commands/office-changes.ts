// kcs office add, move, merge, split, profile: changes of offices, each on the version just read.

import { type Command, Option } from 'commander'
import type { WholeOfficeResponse } from '../../api/routes/directory/office/schema'
import { MECHANISMS, STAND_INS, TAKING_RULES } from '../../domain/letters/systems'
import { instantFrom } from '../at'
import { type Client } from '../client'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson } from '../io'
import { plain } from '../table'
import { instantOf } from '../time'

interface AddOptions extends CommonOptions {
  confirmTwin?: boolean
  name: string
  nameMl?: string
  kind?: string
  department?: string
  district?: string
  under?: string
  head?: string
}

interface MoveOptions extends CommonOptions {
  under?: string
  top?: boolean
}

interface SuccessionOptions extends CommonOptions {
  into: string[]
  at?: string
}

interface ProfileOptions extends CommonOptions {
  way: string[]
  taking?: string
  fallback?: string
  nextWayAfter?: number
  from?: string
}

export function addOfficeChanges(office: Command, io: Io): void {
  withCommon(office.command('add'))
    .summary('enter a new office')
    .argument('<code>', 'its code')
    .requiredOption('--name <name>', 'its name')
    .option('--name-ml <name>', 'its name in Malayalam')
    .option('--kind <kind>', 'what kind of office')
    .option('--department <department>', 'its department')
    .option('--district <district>', 'its district')
    .option('--under <code>', 'the office above it; at the top if left out')
    .option('--head <designation>', 'makes the seat of its head, which takes in its letters')
    .option('--confirm-twin', 'although one is there whose code a reader would take for it')
    .action((code: string, options: AddOptions) => add(io, code, options))
  withCommon(office.command('move'))
    .summary('move an office and all below it')
    .argument('<code>', 'code of the office')
    .option('--under <code>', 'the office that it shall stand below')
    .option('--top', 'to the top')
    .action((code: string, options: MoveOptions) => move(io, code, options))
  withCommon(office.command('merge'))
    .summary('merge an office into another, which takes its letters from then on')
    .argument('<code>', 'code of the office that ends')
    .requiredOption('--into <code>', 'the office that takes its place', collect)
    .option('--at <day>', 'from this day or instant on; now if left out')
    .action((code: string, options: SuccessionOptions) => {
      const [into, second] = options.into
      if (second !== undefined) throw usage('An office is merged into one.', 'Use kcs office split.')
      return succeed(io, code, 'merge', into, options)
    })
  withCommon(office.command('split'))
    .summary('split an office into several, of which the first takes its letters')
    .argument('<code>', 'code of the office that ends')
    .requiredOption('--into <code>', 'an office that takes its place. Two or more', collect)
    .option('--at <day>', 'from this day or instant on; now if left out')
    .action((code: string, options: SuccessionOptions) => succeed(io, code, 'split', options.into, options))
  withCommon(office.command('profile'))
    .summary('set how letters reach an office')
    .description('Letters handed over before go the way they were going.')
    .argument('<code>', 'code of the office')
    .requiredOption(
      '--way <system[:endpoint]>',
      `a system (${MECHANISMS.join(', ')}) and its endpoint. May be repeated, in the order of trying`,
      collect,
    )
    .addOption(new Option('--taking <rule>', 'what counts as taking').choices(TAKING_RULES))
    .addOption(new Option('--fallback <way>', 'what carries the letter where no way can').choices(STAND_INS))
    .option('--next-way-after <hours>', 'how long letters wait at a way that is down; 24 if left out', hours)
    .option('--from <day>', 'from this day or instant on; now if left out')
    .action((code: string, options: ProfileOptions) => setProfile(io, code, options))
}

async function add(io: Io, code: string, options: AddOptions): Promise<void> {
  const { name, nameMl, kind, department, district, under, head, confirmTwin } = options
  const facts = { nameMl, kind, department, district, parent: under }
  const headSeat = head === undefined ? {} : { headSeat: { designation: head } }
  const call = { body: { code, name, ...facts, ...headSeat, confirmTwin } }
  const { body } = await clientFor(io, options).call<WholeOfficeResponse>('POST', '/v1/offices', call)
  tell(io, body, options, `${body.code}  ${placeOf(body)}`)
}

async function move(io: Io, code: string, options: MoveOptions): Promise<void> {
  if ((options.under === undefined) === (options.top === undefined))
    throw usage('Where shall it stand?', 'Give either --under CODE or --top.')
  const body = await change(clientFor(io, options), code, 'move', { parent: options.under ?? null })
  tell(io, body, options, `${body.code}  ${placeOf(body)}`)
}

async function succeed(
  io: Io,
  code: string,
  act: 'merge' | 'split',
  into: unknown,
  options: SuccessionOptions,
): Promise<void> {
  const at = instantFrom(options.at)
  const body = await change(clientFor(io, options), code, act, { into, at })
  const { kind, into: codes, at: from } = body.succession!
  tell(io, body, options, `${body.code}  ${kind} into ${codes.join(', ')} from ${instantOf(from)} on`)
}

async function setProfile(io: Io, code: string, options: ProfileOptions): Promise<void> {
  const ways = options.way.map((text) => {
    const [, system, endpoint] = /^([^:]+)(?::(.+))?$/.exec(text) ?? []
    if (!(MECHANISMS as readonly string[]).includes(system ?? ''))
      throw usage(`${text} names no system that KCS knows.`, `Use one of ${MECHANISMS.join(', ')}.`)
    return { system, ...(endpoint === undefined ? {} : { endpoint }) }
  })
  const { taking, fallback, nextWayAfter } = options
  const nextWayAfterSeconds = nextWayAfter === undefined ? undefined : nextWayAfter * 3600
  const path = `/v1/offices/${encodeURIComponent(code)}/profile`
  const call = { body: { ways, taking, fallback, nextWayAfterSeconds, from: instantFrom(options.from) } }
  const { body } = await clientFor(io, options).call<WholeOfficeResponse>('PUT', path, call)
  const newest = body.profiles.at(-1)!
  const names = newest.ways.map(({ system, endpoint }) => (endpoint ? `${system} by ${endpoint}` : system))
  tell(io, body, options, `${body.code}  ${names.join(', else ')} from ${instantOf(newest.from)} on`)
}

function hours(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text)
  throw usage(`${text} is no number of hours.`, 'Give a whole number, for example 48 for two days.')
}

/** Reads the office and changes what was read; a change by someone else in between is reported, not overwritten. */
async function change(client: Client, code: string, act: string, body: object): Promise<WholeOfficeResponse> {
  const path = `/v1/offices/${encodeURIComponent(code)}`
  const { headers } = await client.call<WholeOfficeResponse>('GET', path)
  const call = { body, headers: { 'if-match': String(headers['etag']) } }
  return (await client.call<WholeOfficeResponse>('POST', `${path}/${act}`, call)).body
}

function tell(io: Io, body: WholeOfficeResponse, options: CommonOptions, line: string): void {
  if (options.json) printJson(io, body)
  else io.stdout.write(`${plain(line)}\n`)
}

function placeOf({ path }: WholeOfficeResponse): string {
  return path.length === 0 ? 'at the top' : `below ${path.join(' › ')}`
}
