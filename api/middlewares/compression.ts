// Responses go out compressed where that makes them smaller, for a thin line; what carries a secret never does.

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Middleware } from 'koa'
import type { Route } from '../http/route'

/** Below, the head weighs more than what is saved. */
const FROM_BYTES = 1024
const TEXTUAL = /^(application\/(problem\+)?json|text\/(html|css|plain|javascript|csv))/
/** The strength that is worth its time for a body that is made for each request. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const LEVEL = { level: 6 }

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) } as const

/**
 * Compresses whole bodies, so that Content-Length is known and HEAD says the same as GET (koa-compress pipes every body and
 * leaves HEAD out); streams pass as they are. A response that holds a secret of its caller stays as it is: who can
 * put a text of his own beside the secret, and sees the length of the response, would learn the secret from it (BREACH).
 */
export function compression(): Middleware {
  return async (ctx, next) => {
    await next()
    const body = bodyOf(ctx)
    if (body === null) return
    ctx.vary('accept-encoding')
    const encoding = bestEncoding(ctx, ['br', 'gzip'])
    if (encoding === null) return
    const smaller = encoding === 'br' ? await compress.br(body, QUALITY) : await compress.gzip(body, LEVEL)
    const type = ctx.response.get('content-type')
    ctx.body = smaller
    // Koa sets another type for bytes.
    ctx.set('content-type', type)
    ctx.set('content-encoding', encoding)
  }
}

/** The first of the encodings that the caller takes; browsers name gzip first, and mean no preference by it. */
export function bestEncoding<E extends string>(ctx: Context, encodings: readonly E[]): E | null {
  return encodings.find((encoding) => ctx.acceptsEncodings(encoding) === encoding) ?? null
}

/** What may be compressed of the response, or null. */
function bodyOf(ctx: Context): Buffer | null {
  const { body } = ctx as { body: unknown }
  const route = ctx.state['route'] as Route | undefined
  if (ctx.respond === false || ctx.headerSent || route?.givesSecret) return null
  if (ctx.res.hasHeader('content-encoding') || ctx.res.hasHeader('content-range')) return null
  if (!TEXTUAL.test(ctx.response.get('content-type') ?? '')) return null
  const bytes = bytesOf(body)
  return bytes && bytes.byteLength >= FROM_BYTES ? bytes : null
}

function bytesOf(body: unknown): Buffer | null {
  if (typeof body === 'string') return Buffer.from(body)
  if (Buffer.isBuffer(body)) return body
  const isStream = typeof body === 'object' && body !== null && 'pipe' in body
  if (typeof body !== 'object' || body === null || isStream) return null
  return Buffer.from(JSON.stringify(body))
}
