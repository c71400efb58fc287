// kcs agent check --pull: whether an agent that comes for its letters keeps to what KCS expects of it.

import { randomBytes } from 'node:crypto'
import type { Envelope } from '../../connectors/connector'
import { agentConnector } from '../../process/agent-connectors'
import { reportCases } from '../check-report'
import { usage } from '../exit'
import { type Io, say } from '../io'
import { PULL_CASES } from '../pull-cases'
import { openStandIn } from '../pull-stand-in'
import { readSecretFile } from '../secret-file'
import { openSpecimen } from '../specimen'

export interface PullCheck {
  office: string
  seat: string
  port: string
  /** File with the key that the agent shows; a new one is made and printed where there is none. */
  keyFile?: string
  /** Seconds for which a case waits. */
  wait: string
  json?: boolean
}

/** Stands in for KCS on the port until all cases are through; the agent has to be pointed at it meanwhile. */
export async function checkPull(io: Io, options: PullCheck): Promise<void> {
  const { office, seat, port, keyFile, json = false } = options
  const waitMs = Number(options.wait) * 1000
  if (!(waitMs > 0))
    throw usage(`${options.wait} is no number of seconds.`, 'Give --wait as a number above 0.')
  const key = keyFile === undefined ? `kcs_check_${randomBytes(16).toString('hex')}` : readSecretFile(keyFile)
  const specimen = await openSpecimen(0)
  const standIn = await openStandIn(Number(port), { key, pdf: specimen.pdf })
  try {
    say(io, `point the agent at ${standIn.url}${keyFile === undefined ? ` with the API key ${key}` : ''}`)
    const connector = agentConnector('pull', { documents: specimen.documents, publicUrl: standIn.url })
    const letter = (): { id: string; envelope: Envelope } => {
      const parcel = specimen.parcel(office, seat)
      return { id: parcel.tapalId, envelope: connector.envelope!(parcel) }
    }
    await reportCases(io, PULL_CASES, { standIn, letter, waitMs }, json)
  } finally {
    await standIn.close()
    await specimen.close()
  }
}
