// Finds the caller of an API key or of a session. Rights are read again at each request, so that a charge that has ended
// opens nothing a second later.

import { KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { actingOf } from '../right/acting'
import { accountIdentity, type Identity } from '../right/identity'

/** A session ends when it is not used for this time. */
const IDLE_MS = 30 * 60 * 1000

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

/** Returns the agent of an API key, or no caller with the fault `key-invalid`. */
export async function identifyByKey(
  { repositories, secrets }: Deps,
  apiKey: string,
  now: Date,
): Promise<Identity> {
  const key = secrets.readApiKey(apiKey)
  const agent = key && (await repositories.agents.byKeyId(key.id))
  const row = agent?.keys.find(({ id }) => id === key?.id)
  if (!key || !secrets.keyHolds(row, key.secret, now) || !agent) return nobody('key-invalid')
  return { kind: 'agent', agent, keyId: key.id, ...(row?.test ? { test: true } : {}) }
}

/** Returns the officer of a session, or no caller with the fault `session-ended`. */
export async function identifyBySession(
  { repositories, secrets }: Deps,
  sessionId: string,
  now: Date,
): Promise<Identity> {
  const session = await repositories.sessions.live(secrets.digest(sessionId), now, IDLE_MS)
  if (!session) return nobody('session-ended')
  const [account, acting] = await Promise.all([
    repositories.accounts.byLogin(session.login),
    actingOf(repositories, session.employee, now),
  ])
  if (!account?.active) return nobody('session-ended')
  return accountIdentity(account, session, acting)
}

function nobody(code: 'key-invalid' | 'session-ended'): Identity {
  return { kind: 'none', fault: new KcsError(code) }
}
