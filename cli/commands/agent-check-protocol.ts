// kcs agent check: whether an agent of our protocol keeps to docs/agent-protocol.md, in sentences.

import type { Endpoint } from '../../connectors/connector'
import {
  type AgentUnderCheck,
  type CallingAgent,
  examineAgent,
  isSigningSecret,
  MALAYALAM,
  openCallbackStandIn,
} from '../../process/agent-check'
import { checkKey, msOf } from '../check-options'
import { usage } from '../exit'
import { caseLines, endCheck } from '../findings-text'
import { type Io, say } from '../io'
import { restartBy } from '../restart-command'
import { openSpecimen, type Specimen } from '../specimen'

export interface ProtocolCheck {
  office: string
  seat: string
  port: string
  /** The agent calls this command, too. */
  callbacks?: boolean
  keyFile?: string
  /** The id under which its call-backs come. */
  endpoint: string
  /** Seconds for which a case waits, and in which an answer must be there. */
  wait: string
  limit: string
  restartCommand?: string
  json?: boolean
}

/** Calls the agent as KCS would, and with `callbacks` hears it as KCS would. Throws CliError where it has a fault. */
export async function checkProtocol(
  io: Io,
  { address, settings: { secret = '' } }: Endpoint,
  options: ProtocolCheck,
): Promise<void> {
  if (!isSigningSecret(secret))
    throw usage(
      'The signing secret is not as KCS makes it.',
      'Give a file with whsec_ and the base64 of at least 24 bytes, as registration showed it.',
    )
  const { office, seat, callbacks = false, restartCommand } = options
  const limitMs = msOf(options.limit, '--limit')
  const waitMs = msOf(options.wait, '--wait')
  const specimen = await openSpecimen(callbacks ? 0 : Number(options.port))
  try {
    const agent: AgentUnderCheck = {
      address,
      secret,
      limitMs,
      parcel: () => specimen.parcel(office, seat),
      enclosures: specimen.served.slice(1).map(({ reference }) => reference),
      publicUrl: specimen.url,
      ...(restartCommand === undefined ? {} : { restart: () => restartBy(restartCommand) }),
    }
    const json = options.json ?? false
    if (callbacks) return await examineCalling(io, agent, specimen, { ...options, waitMs, json })
    say(io, `the specimen documents are served at ${specimen.url}`)
    await report(io, agent, undefined, json)
  } finally {
    await specimen.close()
  }
}

/** Stands in for KCS beside, says how the agent is pointed at it, and hears what it calls. */
async function examineCalling(
  io: Io,
  agent: AgentUnderCheck,
  specimen: Specimen,
  { port, keyFile, endpoint, waitMs, json }: ProtocolCheck & { waitMs: number; json: boolean },
): Promise<void> {
  const key = checkKey(keyFile)
  const standIn = await openCallbackStandIn(Number(port), { key, secret: agent.secret, endpoint })
  try {
    for (const { reference, content } of specimen.served) standIn.layDocument(reference.sha256, content)
    const shown = keyFile === undefined ? `, the API key ${key}` : ''
    say(io, `point the agent at KCS ${standIn.url}${shown} and the endpoint ${endpoint}`)
    say(io, 'acknowledge specimen letters in it while this runs, if it does not do so by itself')
    const calledBy = { standIn, document: () => specimen.another(), waitMs }
    await report(io, { ...agent, publicUrl: standIn.url }, calledBy, json)
  } finally {
    await standIn.close()
  }
}

async function report(
  io: Io,
  agent: AgentUnderCheck,
  calledBy: CallingAgent | undefined,
  json: boolean,
): Promise<void> {
  const { cases, findings } = await examineAgent(agent, {
    ...(calledBy ? { calledBy } : {}),
    onCase(judged, news) {
      if (!json) io.stdout.write(`${caseLines(judged, news).join('\n')}\n`)
    },
  })
  if (cases.some(({ case: id, result }) => id === 'malayalam' && result === 'well'))
    say(
      io,
      `Look for yourself: at the desk the letter ${MALAYALAM.letterNumber} must read “${MALAYALAM.subject}”, ` +
        `and its document “${MALAYALAM.documentName}”.`,
    )
  endCheck(io, json, { cases, findings })
}
