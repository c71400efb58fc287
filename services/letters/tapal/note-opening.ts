// An opening that a filing system only reports: what its state does not allow is kept as a fact.

import { type ErrorCode, isKcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { enterFact } from './movement'
import { open } from './open'

export const noteOpeningErrors = permitErrors satisfies readonly ErrorCode[]

/** Opens the tapal; one that cannot be opened keeps the report in its trace, for it happened all the same. */
export async function noteOpening(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: TapalCaller,
  input: OnTapal,
  now: Date,
): Promise<Changed> {
  try {
    return await open(deps, caller, input, now)
  } catch (error) {
    if (!isKcsError(error) || error.code !== 'not-openable') throw error
    return enterFact(deps, await permit(deps, caller, input, now), 'opened-at-agent')
  }
}
