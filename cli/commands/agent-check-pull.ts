// kcs agent check --pull: whether an agent that comes for its letters keeps to what KCS expects of it.

import { agentConnector } from '../../process/agent-connectors'
import { inMalayalam, openPullStandIn } from '../../process/agent-check'
import { checkKey, msOf } from '../check-options'
import { caseLines, endCheck } from '../findings-text'
import { type Io, say } from '../io'
import type { PullSubject } from '../pull-cases'
import { examinePulling } from '../pull-examination'
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
  const waitMs = msOf(options.wait, '--wait')
  const key = checkKey(keyFile)
  const specimen = await openSpecimen(0)
  const standIn = await openPullStandIn(Number(port), key)
  try {
    say(io, `point the agent at ${standIn.url}${keyFile === undefined ? ` with the API key ${key}` : ''}`)
    const connector = agentConnector('pull', { documents: specimen.documents, publicUrl: standIn.url })
    const letter: PullSubject['letter'] = ({ isMalayalam = false, given = [] } = {}) => {
      const made = Array.from({ length: isMalayalam ? 3 : 1 }, () => specimen.another())
      for (const { reference, content } of made) standIn.layDocument(reference.sha256, content, given)
      const parcel = specimen.parcel(office, seat)
      const references = made.map(({ reference }) => reference)
      const whole = { ...parcel, letter: { ...parcel.letter, documents: references } }
      return {
        id: parcel.tapalId,
        envelope: connector.envelope!(isMalayalam ? inMalayalam(whole) : whole),
      }
    }
    const found = await examinePulling({ standIn, letter, waitMs }, (judged, news) => {
      if (!json) io.stdout.write(`${caseLines(judged, news).join('\n')}\n`)
    })
    endCheck(io, json, found)
  } finally {
    await standIn.close()
    await specimen.close()
  }
}
