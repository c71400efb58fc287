// kcs agent check --pull: whether an agent that comes for its letters keeps to what KCS expects of it.

import { agentConnector } from '../../process/agent-connectors'
import { type Finding, inMalayalam, type JudgedCase } from '../../process/agent-check'
import { checkKey, msOf } from '../check-options'
import { caseLines, endCheck } from '../findings-text'
import { type Io, say } from '../io'
import { PULL_CASES, type PullCase, type PullSubject } from '../pull-cases'
import { openStandIn } from '../pull-stand-in'
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

/** The section of docs/agent-protocol.md that rules it. */
const SECTION = '13'

/** Stands in for KCS on the port until all cases are through; the agent has to be pointed at it meanwhile. */
export async function checkPull(io: Io, options: PullCheck): Promise<void> {
  const { office, seat, port, keyFile, json = false } = options
  const waitMs = msOf(options.wait, '--wait')
  const key = checkKey(keyFile)
  const specimen = await openSpecimen(0)
  const documents = new Map<string, Buffer>()
  const standIn = await openStandIn(Number(port), { key, documents })
  try {
    say(io, `point the agent at ${standIn.url}${keyFile === undefined ? ` with the API key ${key}` : ''}`)
    const connector = agentConnector('pull', { documents: specimen.documents, publicUrl: standIn.url })
    const letter: PullSubject['letter'] = (kind) => {
      const made = Array.from({ length: kind === undefined ? 1 : 3 }, () => specimen.another())
      for (const { reference, content } of made) documents.set(reference.sha256, content)
      const parcel = specimen.parcel(office, seat)
      const references = made.map(({ reference }) => reference)
      const whole = { ...parcel, letter: { ...parcel.letter, documents: references } }
      return {
        id: parcel.tapalId,
        envelope: connector.envelope!(kind === undefined ? whole : inMalayalam(whole)),
      }
    }
    endCheck(io, json, await judgeAll(io, { standIn, letter, waitMs }, json))
  } finally {
    await standIn.close()
    await specimen.close()
  }
}

/** Runs the cases one after the other; those that need one that went wrong are not judged. */
async function judgeAll(
  io: Io,
  subject: PullSubject,
  json: boolean,
): Promise<{ cases: JudgedCase[]; findings: Finding[] }> {
  const cases: JudgedCase[] = []
  const findings: Finding[] = []
  for (const one of PULL_CASES) {
    const { id, title, needs } = one
    const because = needs.find((need) =>
      cases.some((before) => before.case === need && before.result !== 'well'),
    )
    const finding = because === undefined ? await findingOf(one, subject) : null
    const judged: JudgedCase = {
      ...{ case: id, title, section: SECTION },
      ...(because !== undefined
        ? { result: 'not-judged', because }
        : finding?.weight === 'wrong'
          ? { result: 'wrong', because: id }
          : { result: 'well' }),
    }
    cases.push(judged)
    if (finding) findings.push(finding)
    if (!json) io.stdout.write(`${caseLines(judged, finding ? [finding] : []).join('\n')}\n`)
  }
  return { cases, findings }
}

async function findingOf(
  { id, title, asked, change, isAdvice, run }: PullCase,
  subject: PullSubject,
): Promise<Finding | null> {
  try {
    await run(subject)
    return null
  } catch (error) {
    const weight = isAdvice ? 'advice' : 'wrong'
    const came = (error as Error).message
    return { case: id, rule: id, section: SECTION, weight, asked, came, says: `${title}.`, change, times: 1 }
  }
}
