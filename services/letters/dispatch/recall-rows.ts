// The recall of a letter, carried from its record into the rows of its tapals.

import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { ServiceDeps } from '../../deps'

interface Deps {
  repositories: { tapals: Pick<ServiceDeps['repositories']['tapals'], 'recall'> }
}

/** Takes back every tapal that no office has taken yet; nothing where the letter was not recalled. Safe to repeat. */
export async function recallRows({ repositories: { tapals } }: Deps, dispatch: Dispatch): Promise<void> {
  if (!dispatch.recall) return
  const { seat, holder, at } = dispatch.recall
  await tapals.recall(dispatch.id, { kind: 'seat', seat, holder }, at)
}
