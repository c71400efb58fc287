// Facts of what happens to a tapal inside the receiving office; they move no state by themselves.

import { inProcessChange, movementChange } from '../../../domain/letters/tapal/acts'
import type { Cause, Desk } from '../../../domain/letters/tapal/event'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'
import type { Permit } from './caller'

/** Enters the fact in the trace, once under its report's key; a tapal that has ended keeps it too. */
export async function enterFact(
  { repositories: { tapals } }: Pick<ServiceDeps, 'repositories'>,
  { tapal, act, where }: Permit,
  cause: Cause,
  desk?: Desk,
): Promise<Changed> {
  const fact = movementChange({ ...act, cause, ...(desk ? { desk } : {}) })
  const changed = await tapals.apply(tapal.id, fact, { where })
  return { tapal: changed ?? tapal, changed: changed !== null }
}

/** Enters a change of desk; the first one after the acknowledgement also says that work has begun. */
export async function enterMovement(
  deps: Pick<ServiceDeps, 'repositories'>,
  permit: Permit,
  cause: Cause,
  desk: Desk,
): Promise<Changed> {
  const moved = await enterFact(deps, permit, cause, desk)
  const { act, where, tapal } = permit
  const begins = { ...act, cause, ...(act.key === undefined ? {} : { key: `${act.key}/in-process` }) }
  const begun = await deps.repositories.tapals.apply(tapal.id, inProcessChange(begins), { where })
  return begun ? { tapal: begun, changed: true } : moved
}
