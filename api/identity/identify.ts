// Reads the credential of a request: the Authorization header before the session cookie.

import { KcsError } from '../../domain/common/error'
import { identifyByKey, identifyBySession } from '../../services/access/session/identify'
import type { Identity } from '../../services/access/right/identity'
import type { ApiDeps } from '../deps'
import { sessionIdOf } from './session-cookie'

export type IdentifyDeps = Pick<ApiDeps, 'repositories' | 'secrets' | 'settings' | 'now'>

/** Returns who calls as of the instant. */
export async function identify(
  deps: IdentifyDeps,
  headers: { authorization?: string | undefined; cookie?: string | undefined },
  at: Date,
): Promise<Identity> {
  if (headers.authorization !== undefined) {
    const apiKey = /^Bearer ([!-~]+)$/i.exec(headers.authorization)?.[1]
    if (!apiKey) return { kind: 'none', fault: new KcsError('unauthenticated') }
    return identifyByKey(deps, apiKey, at)
  }
  const sessionId = sessionIdOf(deps.settings.publicUrl, headers.cookie)
  return sessionId === null ? { kind: 'none', fault: null } : identifyBySession(deps, sessionId, at)
}
