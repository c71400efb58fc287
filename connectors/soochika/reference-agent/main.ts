// Runs the reference Soochika as a process: `node dist/connectors/soochika/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'

const help = `Reference Soochika. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have its "user" and "password" beside its settings, and "numbering": "at-once" or "by-hand" (letters
get their inward number at the front office). What was set by POST /<code>/settings is kept and wins.
Pages at / and /<code>/, the WSDL at /<code>/service.wsdl, JSON under /<code>/desk.`

const own = {
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  numbering: z.enum(['at-once', 'by-hand']).optional(),
}

runReferenceAgent(referenceAgent, help, own).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
