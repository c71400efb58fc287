// What a check of a filing system found, case by case.

import { CliError, EXIT } from './exit'
import { type Io, printJson, say } from './io'
import { plain } from './table'

export interface Finding {
  title: string
  ok: boolean
  /** What it did instead. */
  found?: string
}

/** Runs the cases one after the other and prints a line for each. Throws CliError where one went wrong. */
export async function reportCases<Subject>(
  io: Io,
  cases: readonly { title: string; run(subject: Subject): Promise<void> }[],
  subject: Subject,
  json: boolean,
): Promise<void> {
  const findings: Finding[] = []
  for (const one of cases) {
    const finding = await find(one, subject)
    findings.push(finding)
    if (!json) io.stdout.write(`${lineOf(finding)}\n`)
  }
  const wrong = findings.filter(({ ok }) => !ok).length
  if (json) printJson(io, { ok: wrong === 0, findings })
  if (wrong === 0) return say(io, `All ${findings.length} cases are well.`)
  throw new CliError(`${wrong} of ${findings.length} cases went wrong.`, {
    exitCode: EXIT.failed,
    remedy: 'See what is expected in docs/agent-protocol.md, mend it, and check again.',
  })
}

async function find<Subject>(
  { title, run }: { title: string; run(subject: Subject): Promise<void> },
  subject: Subject,
): Promise<Finding> {
  try {
    await run(subject)
    return { title, ok: true }
  } catch (error) {
    const text = (error as Error).message
    return { title, ok: false, found: text.split('\n').filter(Boolean).join(' ') }
  }
}

function lineOf({ title, ok, found }: Finding): string {
  return ok ? `well   ${title}` : `WRONG  ${title}: ${plain(found ?? '')}`
}
