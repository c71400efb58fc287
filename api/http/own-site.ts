// Keeps other sites from acting with the cookie of an officer: the origin is looked at, and a token asked for.

import type { Context } from 'koa'
import { KcsError } from '../../domain/common/error'
import type { Identity } from '../../services/access/right/identity'
import type { ApiDeps } from '../deps'
import type { Route } from './route'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Throws KcsError `cross-site`. Callers with an API key send no cookie and are let through, and so are rows with a
 * proof of their own: a browser adds no such proof by itself, so that another site gains nothing by sending for it.
 */
export function requireOwnSite(
  row: Pick<Route, 'ownSite'>,
  ctx: Context,
  { settings, secrets }: Pick<ApiDeps, 'settings' | 'secrets'>,
): void {
  const who = ctx.state['identity'] as Identity
  if (SAFE.has(ctx.method) || who.kind === 'agent' || row.ownSite === 'own-proof') return
  checkOrigin(ctx, settings.publicUrl)
  if (who.kind !== 'account' || row.ownSite === 'origin') return
  if (!secrets.same(ctx.get('x-csrf-token'), who.session.csrfToken))
    throw new KcsError('cross-site', { detail: 'The X-CSRF-Token header does not fit the session.' })
}

function checkOrigin(ctx: Context, publicUrl: string): void {
  const site = ctx.get('sec-fetch-site')
  // Scripts cannot set this header: where it is there, the browser itself says who sends.
  if (site === 'same-origin') return
  if (site !== '' && site !== 'none') throw new KcsError('cross-site')
  const origin = ctx.get('origin')
  if (origin === '' || origin === new URL(publicUrl).origin || isThisMachine(origin, ctx.get('host'))) return
  throw new KcsError('cross-site')
}

/** One machine has several names for itself; what a request calls its host counts for nothing elsewhere. */
function isThisMachine(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
