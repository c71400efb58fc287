// Runs whose code fails again and again, for operators.

import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'
import { type FailingRun, failingRuns } from '../duty/failing-runs'

export const readFailingRunsErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** The one that has failed longest first. One read; Temporal is not asked. */
export async function readFailingRuns(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
): Promise<FailingRun[]> {
  requireOperator(caller)
  return (await failingRuns(deps)).sort((one, other) => one.since.getTime() - other.since.getTime())
}
