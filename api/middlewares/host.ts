// Judges the Host header before anything looks at it (RFC 9112 section 3.2).

import type { Middleware } from 'koa'
import { KcsError } from '../../domain/common/error'

/** A name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/

/** Throws KcsError `request-malformed` where there is not one Host, or where it is none. */
export function host(): Middleware {
  return async (ctx, next) => {
    const hosts = ctx.req.headersDistinct['host'] ?? []
    if (hosts.length !== 1 || !HOST.test(hosts[0]!)) {
      ctx.set('connection', 'close')
      throw new KcsError('request-malformed', { detail: 'The Host header is missing, repeated or no host.' })
    }
    await next()
  }
}
