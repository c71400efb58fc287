// The office has done with a tapal.

import type { ErrorCode } from '../../../domain/common/error'
import { closeChange } from '../../../domain/letters/tapal/acts'
import type { ServiceDeps } from '../../deps'
import { tellReceived } from '../dispatch/tell'
import type { Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { enterFact } from './movement'

export const closeErrors = permitErrors satisfies readonly ErrorCode[]

/** Closes a tapal that the office has taken; of one that cannot be closed the bare fact is entered in the trace. */
export async function close(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal,
  now: Date,
): Promise<Changed> {
  const permitted = await permit(deps, caller, input, now)
  const { tapal, act, where } = permitted
  const closed = await deps.repositories.tapals.apply(tapal.id, closeChange(act), { where })
  if (closed) {
    tellReceived(deps, tapal, closed)
    return { tapal: closed, changed: true }
  }
  return enterFact(deps, permitted, 'closed-by-agent')
}
