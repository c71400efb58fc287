// Authenticates a request and notes the instant, so that a request is done with the rights of that instant.

import type { Context } from 'koa'
import type { Identity } from '../../services/access/right/identity'
import { identify, type IdentifyDeps } from './identify'

/** Older rights are read again before they are used: a body may take its time to arrive. */
const FRESH_MS = 1000

/** Puts on the request who calls, as of now. */
export async function authenticate(ctx: Context, deps: IdentifyDeps): Promise<void> {
  const at = deps.now()
  ctx.state['authenticatedAt'] = at
  ctx.state['identity'] = await identify(deps, ctx.req.headers, at)
}

/** Returns who calls, and the instant of which that is true: less than a second ago. */
export async function freshIdentity(
  ctx: Context,
  deps: IdentifyDeps,
): Promise<{ identity: Identity; at: Date }> {
  const since = ctx.state['authenticatedAt'] as Date
  if (deps.now().getTime() - since.getTime() >= FRESH_MS) await authenticate(ctx, deps)
  return { identity: ctx.state['identity'] as Identity, at: ctx.state['authenticatedAt'] as Date }
}
