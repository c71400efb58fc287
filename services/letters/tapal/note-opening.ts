// An opening that a filing system only reports: what its state does not allow is kept as a fact.

import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { enterFact } from './movement'
import { openOnce } from './open'

export const noteOpeningErrors = permitErrors satisfies readonly ErrorCode[]

/** Opens the tapal; one that cannot be opened keeps the report in its trace, for it happened all the same. */
export async function noteOpening(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal,
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  return (await openOnce(deps, permitted)) ?? enterFact(deps, permitted, 'opened-at-agent')
}
