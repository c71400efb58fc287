// What a check is: it is shown all rows of one kind, page by page, and names those that do not agree.

import type { Subscription } from '../../../database/access/subscription/repository'
import type { ScannedDispatch } from '../../../database/letters/dispatch/reads'
import type { RegisterRow } from '../../../database/letters/register/schema'
import type { ScannedTapal } from '../../../database/letters/tapal/scan'
import type { RunUnderWay } from '../../../temporal/runs'
import type { ChainReport } from '../../access/audit/read-chain'
import type { ServiceDeps } from '../../deps'
import type { CaseDuties, DutyDeps } from '../duty/case'

export interface VerifyDeps extends DutyDeps {
  secrets: ServiceDeps['secrets']
  store: Pick<ServiceDeps['store'], 'has' | 'verify'>
  cases: readonly CaseDuties[]
  /** The instant at which the checks began: what is younger may be under way. */
  now: Date
}

/** A run that Temporal says is under way. */
export interface SeenRun extends RunUnderWay {
  of: CaseDuties
}

/** The rows that checks are shown, by their kind. */
export interface RowsToVerify {
  tapal: ScannedTapal
  dispatch: ScannedDispatch
  run: SeenRun
  register: RegisterRow
  document: string
  subscription: Subscription
  /** What a walk along the audit log has found; one for each verification. */
  chain: ChainReport
}

/** What disagrees: an id, and in a few words what; never a name, a subject or a text of a letter. */
export interface Finding {
  id: string
  what: string
}

export type Page<Kind extends keyof RowsToVerify> = readonly RowsToVerify[Kind][]

/** A check over rows of one kind. `begin` is called once for each verification, so that it may remember between pages. */
export interface Check<Kind extends keyof RowsToVerify = keyof RowsToVerify> {
  name: string
  of: Kind
  begin(deps: VerifyDeps): (page: Page<Kind>) => Finding[] | Promise<Finding[]>
}

/** A check that looks at its rows one by one and needs nothing else. */
export function rowCheck<Kind extends 'tapal' | 'dispatch'>(
  name: string,
  of: Kind,
  judge: (row: RowsToVerify[Kind], now: Date) => string | null,
): Check<Kind> {
  return {
    name,
    of,
    begin:
      ({ now }) =>
      (page) =>
        page.flatMap((row) => {
          const what = judge(row, now)
          return what === null ? [] : [{ id: row.id, what }]
        }),
  }
}

/** Whether the instant lies so far back that what began then should be done. */
export function isOlder(at: Date, minutes: number, now: Date): boolean {
  return now.getTime() - at.getTime() > minutes * 60_000
}
