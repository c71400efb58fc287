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
import { checkProtocol, type ProtocolCheck } from './agent-check-protocol'
import { checkPull, type PullCheck } from './agent-check-pull'

interface Options extends PullCheck, ProtocolCheck {
  mechanism: AgentSystem
  pull?: boolean
}

export function addAgentCheck(agent: Command, io: Io): void {
  const command = agent
    .command('check')
    .summary('check that a filing system keeps to the protocol')
    .description(
      'Calls the filing system as KCS would and hands it some specimen letters, marked as such. Needs no KCS. Their ' +
        'documents are served by this command while it runs. What it finds wrong it says in sentences: what was asked, ' +
        'what came, which section of docs/agent-protocol.md rules it, and what to change. With --callbacks it also ' +
        'stands in for KCS, and looks at what the agent fetches and reports. With --pull it stands in for KCS alone, ' +
        'and waits for an agent that comes for its letters.',
    )
    .argument('[address]', 'base URL of the filing system; left out with --pull')
    .option('--pull', 'the agent comes for its letters: point it at this command')
    .option('--callbacks', 'the agent is pointed at this command: look at its documents and call-backs, too')
    .option('--key-file <file>', 'with --pull and --callbacks: file with the API key that the agent shows')
    .option('--endpoint <id>', 'with --callbacks: the endpoint that the agent names', 'check')
    .option('--wait <seconds>', 'with --pull and --callbacks: how long a case waits for the agent', '150')
    .option('--limit <seconds>', 'how long an answer may take', '30')
    .option('--restart-command <command>', 'ends the agent and starts it again, for the shell')
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
    if (address === undefined) return checkPull(io, options)
    const endpoint = endpointOf(address, options)
    if (options.mechanism === 'push') return checkProtocol(io, endpoint, options)
    if (options.callbacks || options.restartCommand !== undefined)
      throw usage(
        `--callbacks and --restart-command are for agents of our protocol, not for ${options.mechanism}.`,
        'Leave them out.',
      )
    return check(io, endpoint, options)
  })
}

async function check(io: Io, endpoint: Endpoint, options: Options): Promise<void> {
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
  if (!URL.canParse(address))
    throw usage(`${address} is no address.`, 'Give the base URL of the filing system.')
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
