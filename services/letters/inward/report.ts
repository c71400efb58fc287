// What an agent that comes for its letters says of one: the same report as in a call-back, taken by the same rules.

import type { AgentReport } from '../../../connectors/report'
import type { ErrorCode } from '../../../domain/common/error'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { takeReport, takeReportErrors } from '../callback/take-report'
import type { Changed } from '../tapal/apply'
import { requireInward, requireInwardErrors, requireVisitor, requireVisitorErrors } from './visitor'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'secrets'>

type Said<Report> = Report extends AgentReport ? Omit<Report, 'deliveryKey'> : never

/** The tapal is named by its id. */
export type InwardReport = Said<AgentReport>

export const reportInwardErrors = [
  ...requireVisitorErrors,
  ...requireInwardErrors,
  ...takeReportErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Takes the report once under its key. A lease that has run out is no hindrance: what is said is a fact. Throws KcsError
 * as `takeReport` does, and `tapal-unknown` for a letter of another endpoint or office.
 */
export async function reportInward(
  deps: Deps,
  caller: Caller,
  { tapal: id, report }: { tapal: string; report: InwardReport },
  now: Date,
): Promise<Changed> {
  const visitor = await requireVisitor(deps, caller)
  const tapal = await requireInward(deps, visitor, id)
  const said: AgentReport = { ...report, deliveryKey: deliveryKey(tapal.id) }
  return takeReport(deps, visitor.acting, { tapal, report: said }, now)
}
