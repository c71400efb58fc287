// Beginning a session of the portal: an opaque id for the browser, of which only the hash is kept.

import type { Account } from '../../../database/access/account/repository'
import type { ServiceDeps } from '../../deps'
import { actingOf } from '../right/acting'
import { accountIdentity, type AccountIdentity, type Identity } from '../right/identity'

/** A session ends after this time, whatever its use. */
const AGE_MS = 12 * 3600 * 1000
const ID_BYTES = 32
const CSRF_TOKEN_BYTES = 24

export interface BegunSession {
  /** For the browser; it is kept nowhere. */
  id: string
  caller: AccountIdentity
}

/** Begins a session with an id that never existed before. */
export async function beginSession(
  { repositories, secrets }: Pick<ServiceDeps, 'repositories' | 'secrets'>,
  account: Account,
  now: Date,
): Promise<BegunSession> {
  const id = secrets.newToken(ID_BYTES)
  const session = {
    hash: secrets.digest(id),
    login: account.login,
    employee: account.employee,
    csrfToken: secrets.newToken(CSRF_TOKEN_BYTES),
    startedAt: now,
    usedAt: now,
    expiresAt: new Date(now.getTime() + AGE_MS),
  }
  await repositories.sessions.begin(session)
  const acting = await actingOf(repositories, account.employee, now)
  return { id, caller: accountIdentity(account, session, acting) }
}

/** Ends the session that the browser had before, so that nobody can plant one beforehand. */
export async function endFormerSession(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  former: Identity,
  now: Date,
): Promise<void> {
  if (former.kind === 'account') await repositories.sessions.end(former.session.hash, now)
}
