// Signing in and out, and who is signed in.

import type { Account } from '../../../../database/access/account/repository'
import { KcsError } from '../../../../domain/common/error'
import type { ApiDeps } from '../../../deps'
import type { Answer, Call, CallOf } from '../../../http/route'
import {
  accountIdentity,
  type AccountIdentity,
  type Identity,
  type KnownIdentity,
} from '../../../../services/access/right/identity'
import { guessesOf } from '../../../identity/guesses'
import { passwordFits } from '../../../../secrets/passwords'
import { actingOf } from '../../../../services/access/right/acting'
import { newSession, sessionCookie } from '../../../identity/session'
import type { languageSchema, SessionAnswer, signInSchema } from './schema'
import type { z } from 'zod'

type SignIn = Call<Identity, Record<string, never>, Record<string, never>, z.infer<typeof signInSchema>>

/** A wrong login and a wrong password are answered alike and take as long. */
export async function signIn({ deps, identity, body, ctx, now }: SignIn): Promise<Answer> {
  const { repositories } = deps
  const guesses = await guessesOf(deps, ctx, body.login)
  const account = await repositories.accounts.byLogin(body.login)
  const fits = await passwordFits(account?.passwordHash, body.password)
  if (!account || !fits || !account.active) {
    await guesses.failed()
    throw new KcsError('sign-in-failed')
  }
  await guesses.forget()
  // The session that this browser had is not carried on, so that nobody can plant one beforehand.
  if (identity.kind === 'account') await repositories.sessions.end(identity.session.hash)
  return beginSession(deps, account, now)
}

/** Begins a session of the account and answers it, with the cookie that carries it. */
export async function beginSession(deps: ApiDeps, account: Account, now: Date): Promise<Answer> {
  const { repositories, settings } = deps
  const { id, row } = newSession(account.login, account.employee, now)
  await repositories.sessions.begin(row)
  const acting = await actingOf(repositories.charges, account.employee, now)
  return {
    status: 201,
    headers: { 'set-cookie': sessionCookie(settings.publicUrl, id), 'cache-control': 'no-store' },
    body: await present(deps, accountIdentity(account, row, acting)),
  }
}

export async function readSession({ deps, identity }: CallOf<object>): Promise<Answer> {
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: await present(deps, ofAccount(identity)),
  }
}

export async function signOut({ deps, identity }: CallOf<object>): Promise<Answer> {
  await deps.repositories.sessions.end(ofAccount(identity).session.hash)
  return { status: 204, headers: { 'set-cookie': sessionCookie(deps.settings.publicUrl, null) } }
}

export async function setLanguage({
  deps,
  identity,
  body,
}: CallOf<{ body: typeof languageSchema }>): Promise<Answer> {
  const who = ofAccount(identity)
  await deps.repositories.accounts.setLanguage(who.account.login, body.language)
  const account = { ...who.account, language: body.language }
  return { status: 200, body: await present(deps, { ...who, account }) }
}

/** An agent has a key and no session. */
function ofAccount(identity: KnownIdentity): AccountIdentity {
  if (identity.kind !== 'account') throw new KcsError('forbidden')
  return identity
}

async function present({ repositories }: ApiDeps, identity: AccountIdentity): Promise<SessionAnswer> {
  const { account, session, acting } = identity
  const all = [...acting.held, ...(await acting.duties())]
  const [seats, employees] = await Promise.all([
    repositories.seats.byIds(all.map(({ seat }) => seat)),
    repositories.employees.byPens([account.employee]),
  ])
  const offices = await repositories.offices.byCodes([...seats.values()].map(({ office }) => office))
  const person = employees.get(account.employee)
  return {
    account: {
      login: account.login,
      pen: account.employee,
      name: person?.name ?? account.login,
      nameMl: person?.nameMl || person?.name || account.login,
      roles: account.roles,
      language: account.language,
    },
    seats: all.flatMap(({ seat: id, reason }) => {
      const seat = seats.get(id)
      if (!seat) return []
      const office = offices.get(seat.office)
      const { designation, section } = seat
      return {
        id,
        designation,
        designationMl: seat.designationMl || designation,
        section,
        office: {
          code: seat.office,
          name: office?.name ?? seat.office,
          nameMl: office?.nameMl || office?.name || seat.office,
        },
        reason,
      }
    }),
    csrfToken: session.csrfToken,
  }
}
