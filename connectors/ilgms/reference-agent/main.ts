// Runs the reference ILGMS as a process: `node dist/connectors/ilgms/reference-agent/main.js --help`.

import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'
import { sessionKnobsSchema } from './sessions'

const help = `Reference ILGMS. Each flag can also be given as an environment variable.
${SHARED_HELP}
The settings of an instance name its "user" and "password" for KCS; it calls nobody, so kcsUrl and apiKey are not used.
An instance may have "sessions": {"validSeconds","callsPerSession","endedBy"}. What was set by POST /<code>/settings is
kept and wins. Pages at / and /<code>/, JSON under /<code>/desk; POST /<code>/desk/sessions/end ends all sessions.`

runReferenceAgent(referenceAgent, help, { sessions: sessionKnobsSchema.partial().optional() }).catch(
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
