// kcs agent check: whether a filing system keeps to what KCS expects of it.

import { type Command, Option } from 'commander'
import { casesFor, type ConformanceCase, type Subject } from '../../connectors/conformance'
import { type Endpoint } from '../../connectors/connector'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { type AgentSystem, AGENT_SYSTEMS, settingNames } from '../../domain/letters/systems'
import { agentConnector } from '../../process/agent-connectors'
import { CliError, EXIT, usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { addSettingFiles, flagOf, readSettingFiles } from '../setting-files'
import { openSpecimen, type Specimen } from '../specimen'
import { plain } from '../table'

interface Options {
  mechanism: AgentSystem
  office: string
  seat: string
  port: string
  json?: boolean
}

interface Finding {
  title: string
  ok: boolean
  /** What it did instead. */
  found?: string
}

export function addAgentCheck(agent: Command, io: Io): void {
  const command = agent
    .command('check')
    .summary('check that a filing system keeps to the protocol')
    .description(
      'Calls the filing system as KCS would and hands it some specimen letters, marked as such. Needs no KCS. Their ' +
        'document is served by this command while it runs.',
    )
    .argument('<address>', 'base URL of the filing system')
    .addOption(
      new Option('--mechanism <mechanism>', 'what it speaks')
        .choices(AGENT_SYSTEMS)
        .default('push' satisfies AgentSystem),
    )
    .requiredOption('--office <code>', 'an office that it serves')
    .requiredOption('--seat <seat>', 'a seat of that office')
    .option('--port <port>', 'port on 127.0.0.1 at which the document is served (default: a free one)', '0')
    .option('--json', 'print JSON instead of text')
  addSettingFiles(command)
  command.action((address: string, options: Options) => check(io, address, options))
}

async function check(io: Io, address: string, options: Options): Promise<void> {
  if (!URL.canParse(address))
    throw usage(`${address} is no address.`, 'Give the base URL of the filing system.')
  const endpoint = endpointOf(address, options)
  const specimen = await openSpecimen(Number(options.port))
  try {
    say(io, `the specimen document is served at ${specimen.url}`)
    const findings: Finding[] = []
    const subject = subjectOf(endpoint, specimen, options)
    for (const one of casesFor(subject.connector)) {
      const finding = await find(one, subject)
      findings.push(finding)
      if (!options.json) io.stdout.write(`${lineOf(finding)}\n`)
    }
    conclude(io, findings, options.json ?? false)
  } finally {
    await specimen.close()
  }
}

function endpointOf(address: string, options: Options): Endpoint {
  const { mechanism } = options
  const settings = readSettingFiles(mechanism, { ...options })
  for (const name of settingNames(mechanism, ({ proves }) => proves !== 'system'))
    if (settings[name] === undefined)
      throw usage(`The ${name} of the system is needed.`, `Give it by ${flagOf(name)}.`)
  // Call-backs are no part of the check, so what proves the system in them may be anything.
  for (const name of settingNames(mechanism, ({ proves }) => proves === 'system'))
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

async function find({ title, run }: ConformanceCase, subject: Subject): Promise<Finding> {
  try {
    await run(subject)
    return { title, ok: true }
  } catch (error) {
    const text = (error as Error).message
    return { title, ok: false, found: text.split('\n').filter(Boolean).join(' ') }
  }
}

function lineOf({ title, ok, found }: Finding): string {
  return ok ? `well   ${title}` : `WRONG  ${title}: ${plain(found ?? '')}`
}

function conclude(io: Io, findings: readonly Finding[], json: boolean): void {
  const wrong = findings.filter(({ ok }) => !ok).length
  if (json) printJson(io, { ok: wrong === 0, findings })
  if (wrong === 0) return say(io, `All ${findings.length} cases are well.`)
  throw new CliError(`${wrong} of ${findings.length} cases went wrong.`, {
    exitCode: EXIT.failed,
    remedy: 'See what is expected in docs/agent-protocol.md, mend it, and check again.',
  })
}
