// The check of an agent of our protocol: each case once, each fault named once.

import * as asking from './asking-cases'
import { callingCases, type CallingAgent } from './calling-cases'
import { type AgentCase } from './case'
import { type AgentUnderCheck, Examination } from './examination'
import { type CaseResult, type Finding, type JudgedCase } from './finding'
import * as letters from './letter-cases'
import * as proof from './proof-cases'
import * as taking from './taking-cases'

/** Hears of a case that was judged, and of the findings that are new with it. */
export type OnCase = (judged: JudgedCase, news: readonly Finding[]) => void

/** The cases in their order: what others build on comes first. */
export const AGENT_CASES: readonly AgentCase[] = [
  taking.takes,
  asking.capabilities,
  taking.repeat,
  taking.race,
  taking.replay,
  taking.batch,
  asking.status,
  asking.unknownKey,
  asking.withdrawal,
  asking.unknownWithdrawal,
  proof.wrongSecret,
  proof.unsigned,
  proof.changedBody,
  proof.timestamps,
  proof.questions,
  proof.withdrawals,
  proof.twoSignatures,
  letters.malayalam,
  letters.enclosures,
  letters.values,
  letters.unknownMembers,
  letters.elsewhere,
  taking.restart,
]

/**
 * Runs the cases against the agent, one after the other, and with a stand-in of KCS those of what the agent calls, too.
 * Returns what was found. Throws only what `agent.restart` throws.
 */
export async function examineAgent(
  agent: AgentUnderCheck,
  {
    onCase = () => undefined,
    calledBy,
    cases = AGENT_CASES,
  }: { onCase?: OnCase; calledBy?: CallingAgent; cases?: readonly AgentCase[] } = {},
): Promise<{ cases: JudgedCase[]; findings: Finding[] }> {
  const examination = new Examination(agent)
  // So that it is seen whether a report comes again.
  calledBy?.standIn.failCallbacks(1)
  const all = calledBy ? [...cases, ...callingCases(calledBy)] : cases
  const judged = await judgeCases(examination, all, onCase)
  return { cases: judged, findings: [...examination.findings.values()] }
}

async function judgeCases(
  examination: Examination,
  cases: readonly AgentCase[],
  onCase: OnCase,
): Promise<JudgedCase[]> {
  const judged: JudgedCase[] = []
  for (const { id, title, section, blockedBy, run } of cases) {
    const known = new Set<string>(examination.findings.keys())
    const blocker = blockedBy.find((rule) => examination.has(rule))
    const result: CaseResult =
      blocker === undefined
        ? await examination.judge(id, () => run(examination))
        : { result: 'not-judged', because: blocker }
    const one = { case: id, title, section, ...result }
    judged.push(one)
    onCase(
      one,
      [...examination.findings.values()].filter(({ rule }) => !known.has(rule)),
    )
  }
  return judged
}
