// Runs the reference iAPS as a process: `node dist/connectors/iaps/reference-agent/main.js --help`.

import { z } from 'zod'
import { runReferenceAgent, SHARED_HELP } from '../../reference/main'
import { referenceAgent } from './agent'

const help = `Reference iAPS. Each flag can also be given as an environment variable.
${SHARED_HELP}
An instance may have "user" and "password" for SFTP beside its settings, and "pickUpMs": how often it looks into its
folders. With "offices" such as ["POLICE","JAIL","VIGILANCE"] it refuses letters to others. Pages at / and /<code>/,
JSON under /<code>/desk; /<code>/desk/endpoint says the address, the fingerprint and the folder by which KCS can reach it.`

const own = {
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  pickUpMs: z.number().int().min(50).max(86_400_000).optional(),
}

runReferenceAgent(referenceAgent, help, own).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
