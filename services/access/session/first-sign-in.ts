// The first sign-in: number and one-time code open the account of an employee.

import { plainCode } from '../../../domain/access/account/sign-in-code'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Repositories } from '../../../database'
import type { Account } from '../../../database/access/account/repository'
import type { Session } from '../../../database/common/transaction'
import { takeEmployeeInService, takeEmployeeInServiceErrors } from '../../directory/charge/ledger'
import type { ServiceDeps } from '../../deps'
import type { Identity } from '../right/identity'
import { beginSession, type BegunSession, endFormerSession } from './begin'
import { noteFailure } from './failures'
import { type Guesses, requireGuessLeft, requireGuessLeftErrors } from './guesses'

export const openAccountErrors = [
  'sign-in-code-wrong',
  'signed-in-before',
  'login-taken',
  ...takeEmployeeInServiceErrors,
] as const satisfies readonly ErrorCode[]

export const firstSignInErrors = [
  'sign-in-code-wrong',
  ...openAccountErrors,
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
  await requireGuessLeft(guesses, guessName, () => noteFailure(deps, null, 'sign-in-refused', now))
  const hash = await signInCodes.toTry(pen, now)
  const fits = await secrets.passwordFits(hash ?? undefined, plainCode(code))
  if (!fits || hash === null) {
    await guesses.failed(guessName)
    await noteFailure(deps, null, 'sign-in-failed', now)
    throw new KcsError('sign-in-code-wrong')
  }
  await Promise.all([guesses.forget(guessName), signInCodes.wasRight({ pen, hash })])

  const login = chosenLogin.toLowerCase()
  const account = {
    login,
    employee: pen,
    passwordHash: await secrets.hashPassword(password),
    language: 'en' as const,
    active: true,
  }
  const newAccount = await repositories.transaction((session) =>
    openAccount(repositories, { pen, hash }, account, now, session),
  )
  await endFormerSession(deps, former, now)
  return beginSession(deps, (await accounts.byLogin(login)) ?? newAccount, now)
}

/**
 * Opens the account and uses the code up. Throws KcsError `sign-in-code-wrong` where the code was used or replaced
 * meanwhile, `employee-suspended`, `signed-in-before`, and `login-taken`, which leaves the code as it is.
 */
async function openAccount(
  record: Pick<Repositories, 'signInCodes' | 'accounts' | 'employees' | 'audit'>,
  code: { pen: string; hash: string },
  account: Omit<Account, 'roles'>,
  now: Date,
  session: Session,
): Promise<Account> {
  const roles = await record.signInCodes.use(code, session)
  if (!roles) throw new KcsError('sign-in-code-wrong')
  await takeEmployeeInService(record, code.pen, session)
  if (await record.accounts.existsFor(code.pen, session)) throw new KcsError('signed-in-before')
  const withRoles = { ...account, roles }
  await record.accounts.open(withRoles, session)
  const actor = { kind: 'operator', account: `account:${account.login}` } as const
  const subject = { thing: 'employee', id: code.pen } as const
  await record.audit.note(subject, {}, { what: 'first-sign-in', actor, at: now }, session)
  return withRoles
}
