// How many requests a caller may send, told by the RateLimit headers (draft-ietf-httpapi-ratelimit-headers-11).

import type { Context, Middleware } from 'koa'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { KcsError } from '../../domain/common/error'
import type { Identity } from '../../services/access/right/identity'

const WINDOW_SECONDS = 60
/** A look at health or metrics must not be refused when a neighbour sends too much. */
export const NOT_COUNTED = new Set(['/livez', '/readyz', '/metrics'])

/** Counted per agent, account or address. Throws KcsError `rate-limited`. */
export function rateLimit(requestsPerMinute: number): Middleware {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: WINDOW_SECONDS })
  return async (ctx, next) => {
    if (NOT_COUNTED.has(ctx.path)) return next()
    const usage = await consume(limiter, callerKeyOf(ctx))
    const seconds = Math.ceil(usage.msBeforeNext / 1000)
    ctx.set('ratelimit-policy', `"default";q=${requestsPerMinute};w=${WINDOW_SECONDS}`)
    ctx.set('ratelimit', `"default";r=${Math.max(0, usage.remainingPoints)};t=${seconds}`)
    if (usage.consumedPoints > requestsPerMinute) {
      throw new KcsError('rate-limited', { retryAfterSeconds: seconds })
    }
    await next()
  }
}

function callerKeyOf(ctx: Context): string {
  const identity = ctx.state['identity'] as Identity
  if (identity.kind === 'agent') return `agent:${identity.agent.id}`
  if (identity.kind === 'account') return `account:${identity.account.login}`
  return `address:${ctx.req.socket.remoteAddress ?? ''}`
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key)
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return rejected
    throw rejected
  }
}
