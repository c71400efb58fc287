// Signing in and out, and who is signed in.

import { RateLimiterMemory } from 'rate-limiter-flexible'
import { KcsError } from '../../../domain/errors'
import type { ApiDeps } from '../../deps'
import type { Answer, Call, CallOf } from '../../http/route'
import type { AccountIdentity, Identity, KnownIdentity } from '../../identity/identity'
import { passwordFits } from '../../identity/passwords'
import { newSession, sessionCookie } from '../../identity/session'
import type { languageSchema, SessionAnswer, signInSchema } from './schema'
import type { z } from 'zod'

const WINDOW_SECONDS = 15 * 60

type SignIn = Call<Identity, Record<string, never>, Record<string, never>, z.infer<typeof signInSchema>>

/** Counters per app: failed sign-ins of one login from one address. */
const guesses = new WeakMap<ApiDeps, RateLimiterMemory>()

function limiterOf(deps: ApiDeps): RateLimiterMemory {
  const known = guesses.get(deps)
  if (known) return known
  const limiter = new RateLimiterMemory({
    points: deps.settings.limits.failedSignIns,
    duration: WINDOW_SECONDS,
  })
  guesses.set(deps, limiter)
  return limiter
}

/** A wrong login and a wrong password are answered alike and take as long. */
export async function signIn({ deps, identity, body, ctx, now }: SignIn): Promise<Answer> {
  const { repositories, settings } = deps
  const limiter = limiterOf(deps)
  const key = `${body.login.toLowerCase()} ${ctx.req.socket.remoteAddress ?? ''}`
  const seen = await limiter.get(key)
  if (seen && seen.remainingPoints <= 0)
    throw new KcsError('rate-limited', { retryAfterSeconds: Math.ceil(seen.msBeforeNext / 1000) })
  const account = await repositories.accounts.byLogin(body.login)
  const fits = await passwordFits(account?.passwordHash, body.password)
  if (!account || !fits || !account.active) {
    await limiter.consume(key).catch(() => undefined)
    throw new KcsError('sign-in-failed')
  }
  await limiter.delete(key)
  // The session that this browser had is not carried on, so that nobody can plant one beforehand.
  if (identity.kind === 'account') await repositories.sessions.end(identity.session.hash)
  const { id, row } = newSession(account.login, account.employee, now)
  await repositories.sessions.begin(row)
  const charges = await repositories.charges.heldBy(account.employee, now)
  const seats = [...new Set(charges.map(({ seat }) => seat))]
  return {
    status: 201,
    headers: { 'set-cookie': sessionCookie(settings.publicUrl, id), 'cache-control': 'no-store' },
    body: await present(deps, { kind: 'account', account, session: row, seats }),
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
  const { account, session } = identity
  const [seats, employees] = await Promise.all([
    repositories.seats.byIds(identity.seats),
    repositories.employees.byPens([account.employee]),
  ])
  const offices = await repositories.offices.byCodes([...seats.values()].map(({ office }) => office))
  const person = employees.get(account.employee)
  return {
    account: {
      login: account.login,
      name: person?.name ?? account.login,
      nameMl: person?.nameMl || person?.name || account.login,
      roles: account.roles,
      language: account.language,
    },
    seats: identity.seats.flatMap((id) => {
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
      }
    }),
    csrfToken: session.csrfToken,
  }
}
