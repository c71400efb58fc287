// Counts failed tries to sign in, of one name from one address, so that passwords and codes cannot be guessed.

import type { Context } from 'koa'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { KcsError } from '../../domain/common/error'
import type { ApiDeps } from '../deps'

const WINDOW_SECONDS = 15 * 60

/** Counters per app. */
const limiters = new WeakMap<ApiDeps, RateLimiterMemory>()

function limiterOf(deps: ApiDeps): RateLimiterMemory {
  const known = limiters.get(deps)
  if (known) return known
  const limiter = new RateLimiterMemory({
    points: deps.settings.limits.failedSignIns,
    duration: WINDOW_SECONDS,
  })
  limiters.set(deps, limiter)
  return limiter
}

/** What happened to a name at the address of the request. Throws KcsError `rate-limited` after too many failures. */
export async function guessesOf(
  deps: ApiDeps,
  ctx: Pick<Context, 'req'>,
  name: string,
): Promise<{ failed(): Promise<void>; forget(): Promise<void> }> {
  const limiter = limiterOf(deps)
  const key = `${name.toLowerCase()} ${ctx.req.socket.remoteAddress ?? ''}`
  const seen = await limiter.get(key)
  if (seen && seen.remainingPoints <= 0)
    throw new KcsError('rate-limited', { retryAfterSeconds: Math.ceil(seen.msBeforeNext / 1000) })
  return {
    failed: async () => void (await limiter.consume(key).catch(() => undefined)),
    forget: async () => void (await limiter.delete(key)),
  }
}
