// Runs the reference K-SMART as a process: `node dist/connectors/ksmart/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'

const help = `Reference K-SMART. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have its "token" and its "serviceDays" beside its settings; "offices" are its local bodies.
What was set by POST /<code>/settings is kept and wins. Pages at / and /<code>/, JSON under /<code>/desk.`

const own = {
  token: z.string().min(1).optional(),
  serviceDays: z.number().int().min(0).max(3_650).optional(),
}

runReferenceAgent(referenceAgent, help, own).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
