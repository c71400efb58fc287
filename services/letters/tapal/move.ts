// A tapal changes hands inside the receiving office.

import type { ErrorCode } from '../../../domain/common/error'
import type { Desk } from '../../../domain/letters/tapal/event'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'
import { type OnTapal, permit, permitErrors, type TapalCaller } from './caller'
import { enterFact } from './movement'

export const moveErrors = permitErrors satisfies readonly ErrorCode[]

/** Enters to whom it was marked. */
export async function move(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: TapalCaller,
  input: OnTapal & { desk: Desk },
  now: Date,
): Promise<Changed> {
  return enterFact(deps, await permit(deps, caller, input, now), 'marked', input.desk)
}
