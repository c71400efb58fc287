// A tapal whose facts came out of order is brought to the state that they prove together.

import { catchUpChange } from '../../../domain/letters/tapal/facts'
import type { ServiceDeps } from '../../deps'
import type { Changed } from './apply'

/** Safe to repeat; called after each fact and after the acknowledgement, so that whichever comes last finds the others. */
export async function catchUp(
  { repositories: { tapals } }: Pick<ServiceDeps, 'repositories'>,
  result: Changed,
): Promise<Changed> {
  const change = catchUpChange(result.tapal)
  if (!change) return result
  const caughtUp = await tapals.apply(result.tapal.id, change)
  return caughtUp ? { tapal: caughtUp, changed: true } : result
}
