// Starts the run of an accepted dispatch and takes it out of the outbox; right after acceptance and by the sweep.

import type { ErrorCode } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

export const startDispatchErrors = ['service-unavailable'] as const satisfies readonly ErrorCode[]

/** What the start of a run needs of its dispatch: thousands wait in an API while Temporal is away, letters of 10,000 recipients too. */
export interface RunStart {
  id: string
  /** From 1, the first, to 5. */
  priority: number
  /** The office among whose runs this one takes its turn. */
  sharedBy: string
}

export function runStart(
  dispatch: Pick<Dispatch, 'id' | 'urgency' | 'recipients' | 'sender' | 'test'>,
): RunStart {
  return { id: dispatch.id, priority: priorityOf(dispatch), sharedBy: dispatch.sender.office }
}

/** Safe to repeat. Throws KcsError `service-unavailable` when runs cannot be reached; the dispatch then stays in the outbox. */
export async function startDispatch(
  { repositories: { dispatches }, runs }: StartDeps,
  { id, ...turn }: RunStart,
): Promise<void> {
  await runs.start('dispatch', id, turn)
  await dispatches.markStarted(id)
}

interface StartDeps {
  repositories: Pick<ServiceDeps['repositories'], 'dispatches'>
  runs: Pick<ServiceDeps['runs'], 'start'>
}

/** From so many recipients on a letter is a circular, behind which no single letter has to wait. */
const CIRCULAR = 50

function priorityOf({
  urgency,
  recipients,
  test,
}: Pick<Dispatch, 'urgency' | 'recipients' | 'test'>): number {
  // Behind every letter that is meant.
  if (test) return 5
  const rank = urgencyRank(urgency)
  if (rank > 0) return rank > 1 ? 1 : 2
  return recipients.length >= CIRCULAR || recipients.some(({ group }) => group !== undefined) ? 4 : 3
}
