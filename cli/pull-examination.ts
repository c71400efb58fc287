// The check of an agent that comes for its letters: each case once, and what was found.

import { type Finding, type JudgedCase, type OnCase } from '../process/agent-check'
import { PULL_CASES, type PullCase, type PullSubject } from './pull-cases'

/** The section of docs/agent-protocol.md that rules it. */
const SECTION = '13'

/** Runs the cases one after the other; those that need one that went wrong are not judged. */
export async function examinePulling(
  subject: PullSubject,
  onCase: OnCase = () => undefined,
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
    onCase(judged, finding ? [finding] : [])
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
