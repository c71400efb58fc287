// Runs the reference e-Office as a process: `node dist/connectors/eoffice/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'

const help = `Reference e-Office. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have its "token" beside its settings. What was set by POST /<code>/settings is kept and wins.
Pages at / and /<code>/, JSON under /<code>/desk.`

runReferenceAgent(referenceAgent, help, { token: z.string().min(1).optional() }).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
