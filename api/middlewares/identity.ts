// Authenticates each request; whether the caller may do what the route does is checked there.

import type { Middleware } from 'koa'
import type { Identity } from '../../services/access/right/identity'
import { heardFrom } from '../../services/letters/endpoint/heard'
import type { ApiDeps } from '../deps'
import { authenticate } from '../identity/authenticate'

/** A call of an agent is noted once in this time; its other requests cost nothing. */
const NOTED_APART_MS = 30_000

export function identity(deps: ApiDeps): Middleware {
  const notedAt = new Map<string, number>()
  return async (ctx, next) => {
    await authenticate(ctx, deps)
    const caller = ctx.state['identity'] as Identity
    if (caller.kind === 'agent') noteCall(caller.agent.id)
    await next()
  }

  /** An agent that calls with its key is up. There are no more agents than a map can hold. */
  function noteCall(agent: string): void {
    const now = deps.now()
    if (now.getTime() - (notedAt.get(agent) ?? 0) < NOTED_APART_MS) return
    notedAt.set(agent, now.getTime())
    heardFrom(deps, { agent }, now)
  }
}
