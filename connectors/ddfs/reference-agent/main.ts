// Runs the reference DDFS as a process: `node dist/connectors/ddfs/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'
import { benchKnobsSchema } from './bench'

const help = `Reference DDFS. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have its "token" beside its settings, "bench": {"processMs", "failJobs", "failForGood",
"reject"}: how its jobs are worked off, and "askAfterSeconds": when it is to be asked again about one that waits.
What was set by POST /<code>/settings is kept and wins.
Pages at / and /<code>/, JSON under /<code>/desk.`

const own = {
  token: z.string().min(1).optional(),
  bench: benchKnobsSchema.partial().optional(),
  askAfterSeconds: z.number().int().min(1).max(86_400).optional(),
}

runReferenceAgent(referenceAgent, help, own).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
