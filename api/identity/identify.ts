// Finds out who asks, from the Authorization header or the session cookie.

import { KcsError } from '../../domain/common/error'
import type { ApiDeps } from '../deps'
import { keyHolds, readApiKey } from '../../secrets/api-key'
import { accountIdentity, type Identity } from '../../services/access/right/identity'
import { actingOf } from '../../services/access/right/acting'
import { cookieName, IDLE_MS, sessionHash } from './session'

type Deps = Pick<ApiDeps, 'repositories' | 'settings' | 'now'>

/** Rights are looked up anew at each request, so that a charge that has ended opens nothing a second later. */
export async function identify(
  deps: Deps,
  headers: { authorization?: string; cookie?: string },
): Promise<Identity> {
  if (headers.authorization !== undefined) return byKey(deps, headers.authorization)
  const id = cookieOf(headers.cookie, cookieName(deps.settings.publicUrl))
  return id === null ? { kind: 'none', fault: null } : bySession(deps, id)
}

async function byKey({ repositories, now }: Deps, authorization: string): Promise<Identity> {
  const token = /^Bearer ([!-~]+)$/i.exec(authorization)?.[1]
  if (!token) return { kind: 'none', fault: new KcsError('unauthenticated') }
  const key = readApiKey(token)
  const agent = key && (await repositories.agents.byKeyId(key.id))
  const row = agent?.keys.find(({ id }) => id === key?.id)
  if (!key || !keyHolds(row, key.secret, now()) || !agent) {
    return { kind: 'none', fault: new KcsError('key-invalid') }
  }
  return { kind: 'agent', agent, keyId: key.id }
}

async function bySession({ repositories, now }: Deps, id: string): Promise<Identity> {
  const at = now()
  const session = await repositories.sessions.live(sessionHash(id), at, IDLE_MS)
  if (!session) return { kind: 'none', fault: new KcsError('session-ended') }
  const [account, acting] = await Promise.all([
    repositories.accounts.byLogin(session.login),
    actingOf(repositories.charges, session.employee, at),
  ])
  if (!account?.active) return { kind: 'none', fault: new KcsError('session-ended') }
  return accountIdentity(account, session, acting)
}

function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}
