// Keeps other sites from acting with the cookie of an officer: the origin is looked at, and a token asked for.

import type { Context, Middleware } from 'koa'
import { KcsError } from '../../domain/common/error'
import type { ApiDeps } from '../deps'
import type { Identity } from '../../services/access/right/identity'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const SIGN_IN = new Set(['/v1/session', '/v1/first-sign-in'])

/** Throws KcsError `cross-site`. Callers with an API key send no cookie and are let through. */
export function csrf({ settings, secrets }: ApiDeps): Middleware {
  return async (ctx, next) => {
    const who = ctx.state['identity'] as Identity
    if (!SAFE.has(ctx.method) && who.kind !== 'agent') {
      checkOrigin(ctx, settings.publicUrl)
      // Sign-in has no session yet, and cannot ask for the token of an old one.
      if (who.kind === 'account' && !(ctx.method === 'POST' && SIGN_IN.has(ctx.path))) {
        if (!secrets.same(ctx.get('x-csrf-token'), who.session.csrfToken))
          throw new KcsError('cross-site', { detail: 'The X-CSRF-Token header does not fit the session.' })
      }
    }
    await next()
  }
}

function checkOrigin(ctx: Context, publicUrl: string): void {
  const site = ctx.get('sec-fetch-site')
  if (site !== '' && site !== 'same-origin' && site !== 'none') throw new KcsError('cross-site')
  const origin = ctx.get('origin')
  if (origin === '' || origin === new URL(publicUrl).origin) return
  // Also the name this very request came by: its cookie belongs to that name.
  if (URL.canParse(origin) && new URL(origin).host === ctx.get('host')) return
  throw new KcsError('cross-site')
}
