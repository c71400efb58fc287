// Starts the run of an accepted dispatch and takes it out of the outbox; right after acceptance and by the sweep.

import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'

export const startDispatchErrors = ['service-unavailable'] as const satisfies readonly ErrorCode[]

/** Safe to repeat. Throws KcsError `service-unavailable` when runs cannot be reached; the dispatch then stays in the outbox. */
export async function startDispatch(
  { repositories: { dispatches }, runs }: StartDeps,
  { dispatch }: { dispatch: string },
): Promise<void> {
  await runs.start('dispatch', dispatch)
  await dispatches.markStarted(dispatch)
}

interface StartDeps {
  repositories: Pick<ServiceDeps['repositories'], 'dispatches'>
  runs: Pick<ServiceDeps['runs'], 'start'>
}
