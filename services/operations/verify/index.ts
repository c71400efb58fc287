// All checks of a verification; a new one is a file and a line here.

import { auditChain } from './audit-chain'
import { auditEntries, auditEntriesOfDispatches } from './audit-entries'
import type { Check } from './check'
import { claims } from './claims'
import { clocks } from './clocks'
import { documents, documentsOfLetters } from './documents'
import { followed, followedDispatches } from './followed'
import { despatchNumbers, inwardNumbers } from './numbers'
import { outbox } from './outbox'
import { parked } from './parked'
import { phantoms } from './phantoms'
import { registers } from './registers'
import { failingRuns, rowsWithoutRun, runsWithoutRow } from './runs'
import { stateAndEvents } from './state-and-events'
import { sums } from './sums'
import { webhooks } from './webhooks'
import { withdrawals } from './withdrawals'

/** The checks by the rows that they are shown; one name may stand for checks of several kinds. */
export const CHECKS: { readonly [Kind in Check['of']]: readonly Check<Kind>[] } = {
  tapal: [
    stateAndEvents,
    clocks,
    claims,
    parked,
    phantoms,
    withdrawals,
    followed,
    auditEntries,
    inwardNumbers,
  ],
  dispatch: [
    sums,
    outbox,
    rowsWithoutRun,
    followedDispatches,
    auditEntriesOfDispatches,
    despatchNumbers,
    documentsOfLetters,
  ],
  run: [runsWithoutRow, failingRuns],
  register: [registers],
  document: [documents],
  subscription: [webhooks],
  chain: [auditChain],
}

export const CHECK_NAMES: readonly string[] = [
  ...new Set(
    Object.values(CHECKS).flatMap((checks: readonly { name: string }[]) => checks.map(({ name }) => name)),
  ),
]
