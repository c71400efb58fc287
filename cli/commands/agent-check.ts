// kcs agent check: whether a filing system keeps to what KCS expects of it.

import { type Command, Option } from 'commander'
import { casesFor, type Subject } from '../../connectors/conformance'
import { type Endpoint } from '../../connectors/connector'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import {
  type AgentSystem,
  AGENT_SYSTEMS,
  cardOf,
  isNeededToCall,
  settingNames,
} from '../../domain/letters/systems'
import { agentConnector } from '../../process/agent-connectors'
import { reportCases } from '../check-report'
import { usage } from '../exit'
import { type Io, say } from '../io'
import { addSettingFiles, flagOf, readSettingFiles } from '../setting-files'
import { openSpecimen, type Specimen } from '../specimen'
import { checkPull, type PullCheck } from './agent-check-pull'

interface Options extends PullCheck {
  mechanism: AgentSystem
  pull?: boolean
}

export function addAgentCheck(agent: Command, io: Io): void {
  const command = agent
    .command('check')
    .summary('check that a filing system keeps to the protocol')
    .description(
      'Calls the filing system as KCS would and hands it some specimen letters, marked as such. Needs no KCS. Their ' +
        'document is served by this command while it runs. With --pull it stands in for KCS instead, and waits for an ' +
        'agent that comes for its letters.',
    )
    .argument('[address]', 'base URL of the filing system; left out with --pull')
    .option('--pull', 'the agent comes for its letters: point it at this command')
    .option('--key-file <file>', 'with --pull: file with the API key that the agent shows')
    .option('--wait <seconds>', 'with --pull: how long a case waits for the agent', '150')
    .addOption(
      new Option('--mechanism <mechanism>', 'what it speaks')
        .choices(AGENT_SYSTEMS)
        .default('push' satisfies AgentSystem),
    )
    .requiredOption('--office <code>', 'an office that it serves')
    .requiredOption('--seat <seat>', 'a seat of that office')
    .option('--port <port>', 'port on 127.0.0.1 at which it serves (default: a free one)', '0')
    .option('--json', 'print JSON instead of text')
  addSettingFiles(command)
  command.action((address: string | undefined, options: Options) => {
    if ((address === undefined) !== (options.pull ?? false))
      throw usage(
        'An address and --pull exclude each other.',
        'Give the address of an agent that is called, or --pull.',
      )
    return address === undefined ? checkPull(io, options) : check(io, address, options)
  })
}

async function check(io: Io, address: string, options: Options): Promise<void> {
  if (!URL.canParse(address))
    throw usage(`${address} is no address.`, 'Give the base URL of the filing system.')
  const endpoint = endpointOf(address, options)
  const specimen = await openSpecimen(Number(options.port))
  try {
    say(io, `the specimen document is served at ${specimen.url}`)
    const subject = subjectOf(endpoint, specimen, options)
    await reportCases(io, casesFor(subject.connector), subject, options.json ?? false)
  } finally {
    await specimen.close()
  }
}

function endpointOf(address: string, options: Options): Endpoint {
  const { mechanism } = options
  const settings = readSettingFiles(mechanism, { ...options })
  // A folder of this machine asks nobody who they are.
  const isOnDisk = (cardOf(mechanism).folders ?? false) && address.startsWith('file:')
  for (const name of isOnDisk ? [] : settingNames(mechanism, isNeededToCall))
    if (settings[name] === undefined)
      throw usage(`The ${name} of the system is needed.`, `Give it by ${flagOf(name)}.`)
  // Call-backs are no part of the check, so what proves the system in them may be anything.
  for (const name of settingNames(mechanism, ({ madeBy, proves }) => madeBy === 'kcs' && proves === 'system'))
    settings[name] ??= 'not-given'
  return {
    id: 'check',
    mechanism,
    agent: null,
    address: address.replace(/\/+$/, ''),
    settings,
    backOff: DEFAULT_BACK_OFF,
    concurrency: 4,
  }
}

function subjectOf(endpoint: Endpoint, specimen: Specimen, { mechanism, office, seat }: Options): Subject {
  const connector = agentConnector(mechanism, { documents: specimen.documents, publicUrl: specimen.url })
  return { connector, endpoint, parcel: () => specimen.parcel(office, seat) }
}
