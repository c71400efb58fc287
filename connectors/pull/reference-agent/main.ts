// Runs the reference agent as a process: `node dist/connectors/pull/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP, type SettingOf } from '../../reference/main'
import { referenceAgent } from './agent'
import { type PullOptions } from './instance'

const help = `Reference agent that fetches its letters. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have "comeEveryMs", "limit", "leaseSeconds" and "acknowledgeAfterMs". Without a list there is one, at the root:
  --name            AGENT_NAME            shown on its page
  --prefix          DIARY_PREFIX          head of its diary numbers (default REF)
  --come-ms         COME_EVERY_MS         waits so long before it comes again (default 2000)
  --acknowledge-ms  ACKNOWLEDGE_AFTER_MS  acknowledges letters for action by itself after this time
  --kcs-url         KCS_URL               base URL of KCS
  --api-key         KCS_API_KEY           from the registration at KCS
What was set by POST /settings is kept and wins over flags. Page at /, JSON at /letters and /outbox. Knobs: "down" (it does
not come), "slowMs" (between fetching and keeping), "repeatCallbacks" (says everything so many times more).`

const whole = z.number().int().min(1)
const own = {
  comeEveryMs: whole.optional(),
  limit: whole.optional(),
  leaseSeconds: whole.optional(),
  acknowledgeAfterMs: z.number().int().min(0).optional(),
}

const only = {
  flags: ['name', 'prefix', 'come-ms', 'acknowledge-ms', 'kcs-url', 'api-key'],
  switches: [],
  instance(of: SettingOf): Partial<PullOptions> {
    const acknowledgeMs = of('acknowledge-ms', 'ACKNOWLEDGE_AFTER_MS')
    return {
      name: of('name', 'AGENT_NAME', 'Reference agent that fetches'),
      prefix: of('prefix', 'DIARY_PREFIX', 'REF'),
      comeEveryMs: Number(of('come-ms', 'COME_EVERY_MS', '2000')),
      acknowledgeAfterMs: acknowledgeMs === '' ? null : Number(acknowledgeMs),
      settings: { kcsUrl: of('kcs-url', 'KCS_URL'), apiKey: of('api-key', 'KCS_API_KEY') },
    }
  },
}

runReferenceAgent(referenceAgent, help, own, only).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
