// Facts of what happens to a tapal inside the receiving office; its state follows from them once the office has taken it.

import { movementChange } from '../../../domain/letters/tapal/acts'
import type { Cause, Desk } from '../../../domain/letters/tapal/event'
import type { ServiceDeps } from '../../deps'
import { type Changed, settleOnce } from './apply'
import type { Permit } from './caller'
import { catchUp } from './catch-up'

/** Enters the fact in the trace, once under its report's key; a tapal that has ended keeps it too. */
export async function enterFact(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  permit: Permit,
  cause: Cause,
  desk?: Desk,
): Promise<Changed> {
  const fact = movementChange({ ...permit.act, cause, ...(desk ? { desk } : {}) })
  return catchUp(deps, await settleOnce(deps, permit, fact, () => undefined))
}
