// Signing in with login and password.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import type { Identity } from '../right/identity'
import { beginSession, type BegunSession, endFormerSession } from './begin'
import { noteFailure } from './failures'
import { type Guesses, requireGuessLeft, requireGuessLeftErrors } from './guesses'

export const signInErrors = [
  'sign-in-failed',
  ...requireGuessLeftErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Begins a session in place of the one the browser had. A wrong login and a wrong password fail alike and take as long.
 * Throws KcsError `sign-in-failed`, `rate-limited`.
 */
export async function signIn(
  deps: Pick<ServiceDeps, 'repositories' | 'secrets'> & { guesses: Guesses },
  former: Identity,
  { login, password }: { login: string; password: string },
  now: Date,
): Promise<BegunSession> {
  const { repositories, secrets, guesses } = deps
  await requireGuessLeft(guesses, login, () => noteFailure(deps, null, 'sign-in-refused', now))
  const account = await repositories.accounts.byLogin(login)
  const fits = await secrets.passwordFits(account?.passwordHash, password)
  if (!account || !fits || !account.active) {
    await guesses.failed(login)
    await noteFailure(deps, account?.login ?? null, 'sign-in-failed', now)
    throw new KcsError('sign-in-failed')
  }
  await guesses.forget(login)
  await endFormerSession(deps, former, now)
  return beginSession(deps, account, now)
}
