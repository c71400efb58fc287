// Goes through record, registers, documents and runs once each, and shows every page to the checks of its kind.

import { type ChainReport, verifyChain } from '../../access/audit/read-chain'
import type { Check, Finding, RowsToVerify, SeenRun, VerifyDeps } from './check'
import { CHECKS } from './index'

const PAGE = 200

export interface NamedFinding extends Finding {
  check: string
}

/** How many rows were looked at, by their kind. */
export type Seen = Partial<Record<keyof RowsToVerify, number>>

/**
 * Runs the checks that are named, or all. `onFinding` hears of each disagreement at once, so that nothing is gathered however
 * much it is. Changes nothing, and may run beside processes: what is younger than some minutes is taken for under way.
 * Throws where a server does not answer.
 */
export async function verify(
  deps: VerifyDeps,
  names: ReadonlySet<string> | null,
  onFinding: (finding: NamedFinding) => void,
): Promise<Seen> {
  const { tapals, dispatches, registers, documents, subscriptions } = deps.repositories
  const findings: Seen = {}
  const look = async <Kind extends keyof RowsToVerify>(
    kind: Kind,
    pages: AsyncIterable<readonly RowsToVerify[Kind][]>,
  ): Promise<void> => {
    const checks = (CHECKS[kind] as readonly Check<Kind>[]).filter(({ name }) => names?.has(name) ?? true)
    if (checks.length === 0) return
    const judges = checks.map(({ name, begin }) => ({ name, judge: begin(deps) }))
    let rows = 0
    for await (const page of pages) {
      rows += page.length
      for (const { name, judge } of judges)
        for (const finding of await judge(page)) onFinding({ check: name, ...finding })
    }
    findings[kind] = rows
  }
  await look('tapal', tapals.scan(PAGE))
  await look('dispatch', dispatches.scan(PAGE))
  await look('run', runsUnderWay(deps))
  await look('register', registers.scan(PAGE))
  await look('document', documents.scan(PAGE))
  await look('subscription', subscriptions.scan(PAGE))
  await look('chain', chainOf(deps))
  return findings
}

async function* runsUnderWay({ runs, cases }: VerifyDeps): AsyncGenerator<SeenRun[]> {
  for (const one of cases) {
    let page: string | null = null
    do {
      const runPage: Awaited<ReturnType<typeof runs.underWay>> = await runs.underWay(one.name, page, PAGE)
      yield runPage.runs.map((run) => ({ ...run, of: one }))
      page = runPage.next
    } while (page !== null)
  }
}

async function* chainOf({ repositories, secrets }: VerifyDeps): AsyncGenerator<ChainReport[]> {
  yield [await verifyChain({ repositories, secrets })]
}
