// What every reference agent does as a process of its own: says where it is, and ends with its parent.

import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type ReferenceAgent, startReferenceAgent, type StartOptions } from './agent'
import { settingsSchema } from './gateway'
import { type InstanceOptions } from './instance'
import { knobsSchema } from './knobs'

/**
 * Prints one JSON line with the agent's addresses, tells a parent process the same, and stops cleanly on SIGTERM,
 * SIGINT, or when the parent is gone.
 */
export function serveUntilEnd(agent: { stop(): Promise<void> }, addresses: Record<string, string>): void {
  console.log(JSON.stringify(addresses))
  process.send?.(addresses)
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    agent.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
}

/** An option by its flag or its environment variable, or the default. */
export function setting(
  flags: Readonly<Record<string, string | boolean | undefined>>,
  flag: string,
  variable: string,
  otherwise: string,
): string {
  const flagValue = flags[flag]
  if (flagValue === true) return '1'
  return typeof flagValue === 'string' ? flagValue : (process.env[variable] ?? otherwise)
}

const instanceFields = {
  code: z.string(),
  name: z.string().optional(),
  prefix: z.string().optional(),
  offices: z.array(z.string()).optional(),
  settings: settingsSchema.partial().optional(),
  knobs: knobsSchema.partial().optional(),
}

/** The options of every program of a reference agent, beside its own options. */
export const SHARED_HELP = `  --port       PORT       port on 127.0.0.1; 0 takes a free one (default 0)
  --state      STATE      folder for what it keeps (needed)
  --instances  INSTANCES  JSON list: [{"code","name","prefix","offices":["…"],"knobs":{},
                          "settings":{"kcsUrl","apiKey","endpointId","secret",…}}] (needed; a code at least)`

/**
 * Runs a reference agent as a process until its end: instances, port and folder come from flags or the environment.
 * `own` are further facts of an instance; `only` makes an only instance of other flags where no list is given.
 */
export async function runReferenceAgent<Options extends InstanceOptions, Report>(
  kind: ReferenceAgent<Options, Report>,
  help: string,
  own: z.ZodRawShape = {},
  only?: { flags: readonly string[]; switches: readonly string[]; instance(of: SettingOf): Partial<Options> },
): Promise<void> {
  const text = { type: 'string' } as const
  const flags = Object.fromEntries((only?.flags ?? []).map((flag) => [flag, text]))
  const switches = Object.fromEntries(
    (only?.switches ?? []).map((flag) => [flag, { type: 'boolean' } as const]),
  )
  const { values } = parseArgs({
    options: { ...flags, ...switches, help: { type: 'boolean' }, port: text, state: text, instances: text },
  })
  const of: SettingOf = (flag, variable, otherwise = '') => setting(values, flag, variable, otherwise)
  const stateFolder = of('state', 'STATE')
  const list = of('instances', 'INSTANCES')
  if (values.help || stateFolder === '' || (list === '' && !only)) {
    console.error(help)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const instances =
    list === ''
      ? [{ ...only!.instance(of), code: '' }]
      : z
          .array(z.strictObject({ ...instanceFields, ...own }))
          .min(1)
          .parse(JSON.parse(list))
  const agent = await startReferenceAgent<Options, Report>(kind, {
    port: Number(of('port', 'PORT', '0')),
    stateFolder,
    instances: instances as unknown as StartOptions<Options>['instances'],
  })
  serveUntilEnd(agent, { ...agent.urls, url: agent.url })
}

export type SettingOf = (flag: string, variable: string, otherwise?: string) => string
