// Starts the run of an accepted dispatch and takes it out of the outbox; right after acceptance and by the sweep.

import type { ErrorCode } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { urgencyRank } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'

export const startDispatchErrors = ['service-unavailable'] as const satisfies readonly ErrorCode[]

/** Safe to repeat. Throws KcsError `service-unavailable` when runs cannot be reached; the dispatch then stays in the outbox. */
export async function startDispatch(
  { repositories: { dispatches }, runs }: StartDeps,
  dispatch: Pick<Dispatch, 'id' | 'urgency' | 'recipients' | 'sender'>,
): Promise<void> {
  await runs.start('dispatch', dispatch.id, {
    priority: priorityOf(dispatch),
    sharedBy: dispatch.sender.office,
  })
  await dispatches.markStarted(dispatch.id)
}

interface StartDeps {
  repositories: Pick<ServiceDeps['repositories'], 'dispatches'>
  runs: Pick<ServiceDeps['runs'], 'start'>
}

/** From so many recipients on a letter is a circular, behind which no single letter has to wait. */
const CIRCULAR = 50

function priorityOf({ urgency, recipients }: Pick<Dispatch, 'urgency' | 'recipients'>): number {
  const rank = urgencyRank(urgency)
  if (rank > 0) return rank > 1 ? 1 : 2
  return recipients.length >= CIRCULAR || recipients.some(({ group }) => group !== undefined) ? 4 : 3
}
