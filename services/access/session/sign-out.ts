// Ending the session of the caller.

import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { type Caller, requirePerson, requirePersonErrors } from '../right/identity'

export const signOutErrors = requirePersonErrors satisfies readonly ErrorCode[]

/** Ends the session; its id opens nothing from then on. Throws KcsError `forbidden` for an agent, which has none. */
export async function signOut(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  now: Date,
): Promise<void> {
  await repositories.sessions.end(requirePerson(caller).session.hash, now)
}
