// Runs the reference e-Office as a process: `node dist/connectors/eoffice/reference-agent/main.js --help`.

import { parseArgs } from 'node:util'
import { z } from 'zod'
import { settingsSchema } from '../../reference/gateway'
import { knobsSchema } from '../../reference/knobs'
import { serveUntilEnd, setting } from '../../reference/main'
import { startReferenceAgent } from './agent'

const help = `Reference e-Office. Each flag can also be given as an environment variable.
  --port       PORT       port on 127.0.0.1; 0 takes a free one (default 0)
  --state      STATE      folder for what it keeps (needed)
  --instances  INSTANCES  JSON list: [{"code","name","token","prefix","offices":["…"],
                          "settings":{"kcsUrl","apiKey","secret","endpointId"},"knobs":{}}] (needed; code and token at least)
What was set by POST /<code>/settings is kept and wins. Pages at / and /<code>/, JSON under /<code>/desk.`

const instancesSchema = z
  .array(
    z.strictObject({
      code: z.string(),
      name: z.string().optional(),
      token: z.string().min(1),
      prefix: z.string().optional(),
      offices: z.array(z.string()).optional(),
      settings: settingsSchema.partial().optional(),
      knobs: knobsSchema.partial().optional(),
    }),
  )
  .min(1)

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, port: text, state: text, instances: text },
  })
  const stateFolder = setting(values, 'state', 'STATE', '')
  const instances = setting(values, 'instances', 'INSTANCES', '')
  if (values.help || stateFolder === '' || instances === '') {
    console.error(help)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const agent = await startReferenceAgent({
    port: Number(setting(values, 'port', 'PORT', '0')),
    stateFolder,
    instances: instancesSchema.parse(JSON.parse(instances)),
  })
  serveUntilEnd(agent, { url: agent.url, ...agent.urls })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
