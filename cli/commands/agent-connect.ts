// kcs agent connect: from now on letters reach an office through an endpoint.

import { type Command, Option } from 'commander'
import type { OfficeResponse } from '../../api/routes/directory/office/schema'
import { TAKING_RULES } from '../../domain/letters/systems'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson } from '../io'
import { pairs } from '../table'

interface Options extends CommonOptions {
  office: string[]
  taking?: (typeof TAKING_RULES)[number]
}

export function addAgentConnect(agent: Command, io: Io): void {
  withCommon(agent.command('connect <endpoint>'))
    .summary('deliver letters to offices through an endpoint from now on')
    .description(
      'Sets the delivery profile of each office. Letters accepted before go the way they were going. ' +
        'Needs an administrator; the agent behind the endpoint must serve the offices.',
    )
    .option('--office <code>', 'an office. May be repeated', collect, [])
    .addOption(
      new Option(
        '--taking <rule>',
        'what counts as taking; by default as is usual for the mechanism',
      ).choices(TAKING_RULES),
    )
    .action((endpoint: string, options: Options) => connect(io, endpoint, options))
}

/** One call for each office, safe to repeat; stops at the first that is refused. */
async function connect(io: Io, endpoint: string, { office, taking, ...options }: Options): Promise<void> {
  if (office.length === 0) throw usage('No office is named.', 'Name the offices by --office CODE.')
  const client = clientFor(io, options)
  const offices: OfficeResponse[] = []
  for (const code of office) {
    const path = `/v1/offices/${encodeURIComponent(code)}/profile`
    const body = { endpoint, ...(taking ? { taking } : {}) }
    offices.push((await client.call<OfficeResponse>('PUT', path, { body })).body)
  }
  if (options.json) printJson(io, offices)
  else
    io.stdout.write(
      `${pairs(offices.map(({ code, mechanism }): [string, string] => [code, `${mechanism} by ${endpoint}`])).join('\n')}\n`,
    )
}
