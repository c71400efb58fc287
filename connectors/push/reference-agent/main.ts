// Runs the reference agent as a process: `node dist/connectors/push/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP, type SettingOf } from '../../reference/main'
import { referenceAgent } from './agent'
import { type PushOptions } from './instance'

const help = `Reference agent of the KCS Agent Protocol. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have "acceptFirst" and "acknowledgeAfterMs". Without a list there is one, at the root, set by:
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

const own = { acceptFirst: z.boolean().optional(), acknowledgeAfterMs: z.number().int().min(0).optional() }

const only = {
  flags: [
    'name',
    'prefix',
    'offices',
    'acknowledge-ms',
    'fail-503',
    'kcs-url',
    'api-key',
    'secret',
    'endpoint',
  ],
  switches: ['accept-first'],
  instance(of: SettingOf): Partial<PushOptions> {
    const acknowledgeMs = of('acknowledge-ms', 'ACKNOWLEDGE_AFTER_MS')
    const times503 = Number(of('fail-503', 'FAIL_503_TIMES', '0'))
    return {
      name: of('name', 'AGENT_NAME', 'Reference agent'),
      prefix: of('prefix', 'DIARY_PREFIX', 'REF'),
      offices: of('offices', 'OFFICES')
        .split(',')
        .filter((code) => code !== ''),
      acceptFirst: of('accept-first', 'ACCEPT_FIRST') === '1',
      acknowledgeAfterMs: acknowledgeMs === '' ? null : Number(acknowledgeMs),
      knobs: { faults: times503 > 0 ? [{ on: 'POST /tapals', status: 503, times: times503 }] : [] },
      settings: {
        kcsUrl: of('kcs-url', 'KCS_URL'),
        apiKey: of('api-key', 'KCS_API_KEY'),
        secret: of('secret', 'KCS_SECRET'),
        endpointId: of('endpoint', 'KCS_ENDPOINT'),
      },
    }
  },
}

runReferenceAgent(referenceAgent, help, own, only).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
