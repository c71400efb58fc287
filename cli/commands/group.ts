// kcs group: lists of recipients, by name or by rule.

import { readFile } from 'node:fs/promises'
import { type Command } from 'commander'
import type { GroupResponse, MemberPage } from '../../api/routes/directory/group/schema'
import { instantFrom } from '../at'
import { type Client } from '../client'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { CliError, EXIT, usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { printTable, table } from '../table'
import { instantOf } from '../time'

type GroupPage = { items: GroupResponse[]; next: string | null }

interface Paged extends CommonOptions {
  limit: string
  cursor?: string
}

export function addGroup(program: Command, io: Io): void {
  const group = program.command('group').summary('show and change groups of recipients')
  const paged = (command: Command): Command =>
    withCommon(command)
      .option('--limit <number>', 'how many at most', '50')
      .option('--cursor <cursor>', 'where the page before ended')
  paged(group.command('list'))
    .summary('list groups by id')
    .option('--office <code>', 'those that this office keeps')
    .action((options: Paged & { office?: string }) => list(io, options))
  withCommon(group.command('show'))
    .summary('show a group with what it is and was')
    .argument('<id>', 'id of the group')
    .action((id: string, options: CommonOptions) => show(io, id, options))
  paged(group.command('members'))
    .summary('show who is in a group')
    .argument('<id>', 'id of the group')
    .option('--at <day>', 'as of this day or instant')
    .action((id: string, options: Paged & { at?: string }) => members(io, id, options))
  withCommon(group.command('save'))
    .summary('make a group, or redefine it from now on')
    .description(
      'The file is JSON as the API takes it: {"id", "office", "name", "rule"}, and where wanted "nameMl", "reach", ' +
        '"from", "until". A rule is {"offices": {"kinds", "districts", "departments", "under"}}, {"members": ' +
        '[{"office"} or {"seat"}]}, {"group"}, {"any": […]}, {"all": […]} or {"of", "except"}.',
    )
    .argument('<file>', 'JSON file with the group')
    .action((file: string, options: CommonOptions) => save(io, file, options))
}

async function list(io: Io, options: Paged & { office?: string }): Promise<void> {
  const { office, limit, cursor } = options
  const query = { office, limit, cursor }
  const { body } = await clientFor(io, options).call<GroupPage>('GET', '/v1/groups', { query })
  if (options.json) return printJson(io, body)
  const rows = body.items.map(({ id, name, office: keeper, until }) => [
    id,
    name,
    keeper,
    until ? instantOf(until) : '',
  ])
  printTable(io.stdout, table(['GROUP', 'NAME', 'KEPT BY', 'UNTIL'], rows))
  if (body.next !== null) say(io, `There are more: kcs group list --limit ${limit} --cursor ${body.next}`)
}

async function show(io: Io, id: string, options: CommonOptions): Promise<void> {
  const { body } = await readGroup(clientFor(io, options), id)
  if (options.json) return printJson(io, body)
  io.stdout.write(`${body.id}  ${body.name}  (kept by ${body.office}, version ${body.version})\n`)
  for (const { from, reach, rule } of body.definitions) {
    const whom = reach === 'head' ? 'heads of' : 'offices'
    io.stdout.write(`\nfrom ${instantOf(from)}, ${whom}:\n${JSON.stringify(rule, null, 2)}\n`)
  }
}

async function members(io: Io, id: string, options: Paged & { at?: string }): Promise<void> {
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<MemberPage>('GET', `${pathOf(id)}/members`, {
    query: { at: instantFrom(options.at), limit, cursor },
  })
  if (options.json) return printJson(io, body)
  const rows = body.items.map(({ office, name, district, seat }) => [office, name, district, seat ?? ''])
  if (rows.length > 0) printTable(io.stdout, table(['OFFICE', 'NAME', 'DISTRICT', 'SEAT'], rows))
  say(io, `${body.count} ${body.count === 1 ? 'member' : 'members'}`)
  if (body.next !== null) say(io, `There are more: the same with --cursor ${body.next}`)
}

async function save(io: Io, file: string, options: CommonOptions): Promise<void> {
  const group = await readGroupFile(file)
  const client = clientFor(io, options)
  const current = await readGroup(client, group.id).catch((error: unknown) => {
    if (error instanceof CliError && error.exitCode === EXIT.notYours && error.code === 'not-found')
      return null
    throw error
  })
  const { id, office, ...text } = group
  if (current && office !== undefined && office !== current.body.office)
    throw usage(`The group ${id} is kept by ${current.body.office}.`, 'Name that office, or leave it out.')
  const { body } = current
    ? await client.call<GroupResponse>('PUT', pathOf(id), {
        body: text,
        headers: { 'if-match': String(current.headers['etag']) },
      })
    : await client.call<GroupResponse>('POST', '/v1/groups', { body: group })
  if (options.json) return printJson(io, body)
  say(
    io,
    `${current ? 'Changed' : 'Made'} the group ${body.id}, version ${body.version}. See: kcs group members ${body.id}`,
  )
}

async function readGroupFile(file: string): Promise<{ id: string; office?: string }> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw usage(`${file} is not a readable file.`, 'Check the path.')
  })
  try {
    const value = JSON.parse(text) as { id?: unknown; office?: string }
    if (typeof value.id === 'string' && value.id !== '') return { ...value, id: value.id }
  } catch {
    // Reported below.
  }
  throw usage(`${file} is no group.`, 'Write {"id": "…", "office": "…", "name": "…", "rule": {…}}.')
}

function readGroup(client: Client, id: string) {
  return client.call<GroupResponse>('GET', pathOf(id))
}

function pathOf(id: string): string {
  return `/v1/groups/${encodeURIComponent(id)}`
}
