// The first sign-in: number and one-time code open the account of an employee.

import { plainCode } from '../../../domain/access/account/sign-in-code'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import type { Identity } from '../right/identity'
import { beginSession, type BegunSession, endFormerSession } from './begin'
import { type Guesses, requireGuessLeft, requireGuessLeftErrors } from './guesses'

export const firstSignInErrors = [
  'sign-in-code-wrong',
  'employee-suspended',
  'signed-in-before',
  'login-taken',
  ...requireGuessLeftErrors,
] as const satisfies readonly ErrorCode[]

export interface FirstSignIn {
  pen: string
  /** As it was typed. */
  code: string
  login: string
  password: string
}

/**
 * Opens the account with the login and password of the employee's choice, uses the code up and begins a session. An
 * unknown number, a wrong code and an old one fail alike. Throws KcsError `sign-in-code-wrong`, `employee-suspended`,
 * `signed-in-before`, `login-taken` (the code stays), `rate-limited`.
 */
export async function firstSignIn(
  deps: Pick<ServiceDeps, 'repositories' | 'secrets'> & { guesses: Guesses },
  former: Identity,
  { pen, code, login: chosenLogin, password }: FirstSignIn,
  now: Date,
): Promise<BegunSession> {
  const { repositories, secrets, guesses } = deps
  const { signInCodes, accounts } = repositories
  const guessName = `code of ${pen}`
  await requireGuessLeft(guesses, guessName)
  const hash = await signInCodes.toTry(pen, now)
  const fits = await secrets.passwordFits(hash ?? undefined, plainCode(code))
  if (!fits || hash === null) {
    await guesses.failed(guessName)
    throw new KcsError('sign-in-code-wrong')
  }
  await Promise.all([guesses.forget(guessName), signInCodes.wasRight({ pen, hash })])

  const login = chosenLogin.toLowerCase()
  const account = {
    login,
    employee: pen,
    passwordHash: await secrets.hashPassword(password),
    roles: ['officer' as const],
    language: 'en' as const,
    active: true,
  }
  await signInCodes.open({ pen, hash }, account, now)
  await endFormerSession(deps, former)
  return beginSession(deps, (await accounts.byLogin(login)) ?? account, now)
}
