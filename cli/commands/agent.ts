// kcs agent: registers a filing system and prints its keys, once; or checks it.

import { randomUUID } from 'node:crypto'
import { type Command, Option } from 'commander'
import type { RegistrationResponse } from '../../api/routes/access/agent/schema'
import { isVisitingSystem, REGISTERED_SYSTEMS, type RegisteredSystem } from '../../domain/letters/systems'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { addSettingFiles, readSettingFiles } from '../setting-files'
import { pairs } from '../table'
import { addAgentCheck } from './agent-check'
import { addAgentConnect } from './agent-connect'
import { addAgentKey } from './agent-key'
import { addAgentNew } from './agent-new'
import { addAgentOwn } from './agent-own'

interface Options extends CommonOptions {
  name: string
  office: string[]
  mechanism?: RegisteredSystem
  address?: string
}

export function addAgent(program: Command, io: Io): void {
  const agent = program
    .command('agent')
    .summary('register and check filing systems; and what each sees and does by its own key')
  const command = withCommon(agent.command('register'))
    .summary('register a filing system')
    .description(
      'Registers a filing system for some offices and prints its API key and signing secret, which KCS shows ' +
        'this once only. Needs an administrator. Registering does not change how letters reach the offices: ' +
        'that is done by kcs agent connect.',
    )
    .requiredOption('--name <name>', 'what the filing system is called')
    .option('--office <code>', 'an office it serves. May be repeated', collect, [])
    .addOption(
      new Option(
        '--mechanism <mechanism>',
        'how letters reach it, pull if it comes for them; left out if it only sends',
      ).choices(REGISTERED_SYSTEMS),
    )
    .option('--address <url>', 'where KCS calls it; left out for pull')
  addSettingFiles(command, ({ madeBy }) => madeBy === 'system')
  command.action((options: Options) => register(io, options))
  addAgentConnect(agent, io)
  addAgentKey(agent, io)
  addAgentCheck(agent, io)
  addAgentNew(agent, io)
  addAgentOwn(agent, io)
}

async function register(io: Io, options: Options): Promise<void> {
  const { name, office: offices, mechanism, address } = options
  if (offices.length === 0) throw usage('The agent serves no office.', 'Name its offices by --office CODE.')
  const isCalled = mechanism !== undefined && !isVisitingSystem(mechanism)
  if (isCalled !== (address !== undefined)) {
    throw usage(
      '--mechanism and --address belong together.',
      'Give both, or none for a system that only sends; for one that comes for its letters --mechanism pull alone.',
    )
  }
  const settings = mechanism === undefined ? {} : readSettingFiles(mechanism, { ...options })
  const client = clientFor(io, options)
  const { body } = await client.call<RegistrationResponse>('POST', '/v1/agents', {
    headers: { 'idempotency-key': randomUUID() },
    body: { name, offices, ...(mechanism ? { mechanism, address, settings } : {}) },
  })
  if (options.json) printJson(io, body)
  else io.stdout.write(`${pairs(rowsOf(body, client.url, options)).join('\n')}\n`)
  say(io, 'Keep the API key and the secret now: they are not shown again.')
}

function rowsOf(
  agent: RegistrationResponse,
  url: string,
  { office: offices, mechanism }: Options,
): [string, string][] {
  const isVisitor = mechanism !== undefined && isVisitingSystem(mechanism)
  const endpoint = agent.endpoint?.id
  const rows: [string, string | undefined][] = [
    ['agent', agent.id],
    ['offices', offices.join(', ')],
    ['endpoint', endpoint],
    isVisitor
      ? ['letters', `${url}/v1/agent/inwards`]
      : ['call-backs', endpoint && `${url}/v1/callbacks/${endpoint}`],
    ['API key', agent.apiKey],
    ['secret', agent.secret],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined)
}
