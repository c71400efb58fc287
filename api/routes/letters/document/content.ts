// A document on its way out: whole, in part, or not at all where the caller has it already.

import type { Context } from 'koa'
import { KcsError } from '../../../../domain/common/error'
import type { ByteRange, DocumentStore } from '../../../../documents/store'
import type { RouteResponse } from '../../../http/route'
import { ownPolicy } from '../../../middlewares/security-headers'

/** A letter may be shown in a frame of our own pages, and runs nothing. */
const POLICY = ownPolicy("default-src 'none'; style-src 'unsafe-inline'; object-src 'self'", true)

/** Throws KcsError `not-found`, `range-unsatisfiable`. */
export async function contentResponse(
  store: DocumentStore,
  ctx: Context,
  sha256: string,
  name: string,
): Promise<RouteResponse> {
  const document = await store.find(sha256)
  if (!document) throw new KcsError('not-found')
  const etag = `"${sha256}"`
  const headers = {
    ...POLICY,
    etag,
    'accept-ranges': 'bytes',
    // The content of a hash never changes, but who may read it does.
    'cache-control': 'private, no-cache',
    'content-type': document.mediaType,
    'content-disposition': `inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodeName(name)}`,
  }
  if (ctx.get('if-none-match').includes(etag)) return { status: 304, headers }
  // Whoever has the beginning of another content is given all of this one (RFC 9110 §13.1.5).
  const isTheSame = ctx.get('if-range') === '' || ctx.get('if-range') === etag
  const range = isTheSame ? rangeOf(ctx, document.size) : null
  if (range === null) {
    const { stream } = await store.open(sha256)
    return { status: 200, headers: { ...headers, 'content-length': String(document.size) }, body: stream }
  }
  const { stream } = await store.open(sha256, range)
  const end = range.end ?? document.size - 1
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.start}-${end}/${document.size}`,
      'content-length': String(end - range.start + 1),
    },
    body: stream,
  }
}

/** One range of bytes; several at once, other units and garbage return the whole (RFC 9110 §14.2). */
function rangeOf(ctx: Context, size: number): ByteRange | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(ctx.get('range')) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < start) return null
  if (start >= size || (from === '' && Number(to) === 0)) {
    ctx.set('content-range', `bytes */${size}`)
    throw new KcsError('range-unsatisfiable', { detail: `The document has ${size} bytes.` })
  }
  return { start, end }
}

function asciiName(name: string): string {
  return name.replace(/[^A-Za-z0-9 ._()-]/g, '_')
}

/** RFC 8187. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
