// A tapal whose facts came out of order is brought to the state that they prove together.

import { catchUpChange } from '../../../domain/letters/tapal/facts'
import type { ServiceDeps } from '../../deps'
import { tellReceived } from '../dispatch/tell'
import type { Changed } from './apply'

/** Safe to repeat; called after each fact and after the acknowledgement, so that whichever comes last finds the others. */
export async function catchUp(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  result: Changed,
): Promise<Changed> {
  const change = catchUpChange(result.tapal)
  if (!change) return result
  const caughtUp = await deps.repositories.tapals.apply(result.tapal.id, change)
  if (!caughtUp) return result
  tellReceived(deps, result.tapal, caughtUp)
  return { tapal: caughtUp, changed: true }
}
