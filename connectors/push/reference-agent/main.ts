// Runs the reference agent as a process: `node dist/connectors/push/reference-agent/main.js --help`.

import { parseArgs } from 'node:util'
import { serveUntilEnd, setting } from '../../reference/main'
import { startReferenceAgent } from './agent'

const help = `Reference agent of the KCS Agent Protocol. Each flag can also be given as an environment variable.
  --port            PORT                  port on 127.0.0.1; 0 takes a free one (default 0)
  --state           STATE                 folder for what it keeps (needed)
  --name            AGENT_NAME            shown on its page
  --prefix          DIARY_PREFIX          head of its diary numbers (default REF)
  --offices         OFFICES               codes of the offices it serves, with commas; all if left out
  --acknowledge-ms  ACKNOWLEDGE_AFTER_MS  acknowledges letters for action by itself after this time
  --accept-first    ACCEPT_FIRST=1        answers 202 first and is delivered when the documents are fetched
  --fail-503        FAIL_503_TIMES        answers 503 to so many letters, then takes them
  --kcs-url         KCS_URL               base URL of KCS
  --api-key         KCS_API_KEY           from the registration at KCS
  --secret          KCS_SECRET            from the registration at KCS (whsec_…)
  --endpoint        KCS_ENDPOINT          from the registration at KCS
What was set by POST /settings is kept and wins over flags. Page at /, JSON at /letters and /outbox.`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      'accept-first': { type: 'boolean' },
      port: text,
      state: text,
      name: text,
      prefix: text,
      offices: text,
      'acknowledge-ms': text,
      'fail-503': text,
      'kcs-url': text,
      'api-key': text,
      secret: text,
      endpoint: text,
    },
  })
  const of = (flag: string, variable: string, otherwise = '') => setting(values, flag, variable, otherwise)
  const stateFolder = of('state', 'STATE')
  if (values.help || stateFolder === '') {
    console.error(help)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const acknowledgeMs = of('acknowledge-ms', 'ACKNOWLEDGE_AFTER_MS')
  const times503 = Number(of('fail-503', 'FAIL_503_TIMES', '0'))
  const agent = await startReferenceAgent({
    stateFolder,
    port: Number(of('port', 'PORT', '0')),
    name: of('name', 'AGENT_NAME', 'Reference agent'),
    prefix: of('prefix', 'DIARY_PREFIX', 'REF'),
    offices: of('offices', 'OFFICES')
      .split(',')
      .filter((code) => code !== ''),
    acceptFirst: values['accept-first'] ?? process.env.ACCEPT_FIRST === '1',
    acknowledgeAfterMs: acknowledgeMs === '' ? null : Number(acknowledgeMs),
    knobs: { faults: times503 > 0 ? [{ on: 'POST /tapals', status: 503, times: times503 }] : [] },
    settings: {
      kcsUrl: of('kcs-url', 'KCS_URL'),
      apiKey: of('api-key', 'KCS_API_KEY'),
      secret: of('secret', 'KCS_SECRET'),
      endpointId: of('endpoint', 'KCS_ENDPOINT'),
    },
  })
  serveUntilEnd(agent, { url: agent.url })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
