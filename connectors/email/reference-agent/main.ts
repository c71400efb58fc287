// Runs the reference mail server as a process: `node dist/connectors/email/reference-agent/main.js --help`.

import { parseArgs } from 'node:util'
import { serveUntilEnd, setting } from '../../reference/main'
import { startReferenceAgent } from './agent'

const help = `Reference mail server: takes every mail over SMTP. Each flag can also be given as an environment variable.
  --port       PORT       port of its page on 127.0.0.1; 0 takes a free one (default 0)
  --smtp-port  SMTP_PORT  port of SMTP on 127.0.0.1; 0 takes a free one (default 0)
  --state      STATE      folder for the mails (needed)
Page at /, JSON at /mails, a mail as it came at /mails/<id>, its parts at /mails/<id>/attachments/<n>.`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { help: { type: 'boolean' }, port: text, 'smtp-port': text, state: text },
  })
  const stateFolder = setting(values, 'state', 'STATE', '')
  if (values.help || stateFolder === '') {
    console.error(help)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const agent = await startReferenceAgent({
    stateFolder,
    port: Number(setting(values, 'port', 'PORT', '0')),
    smtpPort: Number(setting(values, 'smtp-port', 'SMTP_PORT', '0')),
  })
  serveUntilEnd(agent, { url: agent.url, smtpUrl: agent.smtpUrl })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
