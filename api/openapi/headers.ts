// The headers of requests and responses, as the parts of the API that read and send them do.

import { z } from 'zod'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import { statusOf } from '../errors'
import type { ResponseDoc, Route } from '../http/route'
import { NOT_COUNTED } from '../middlewares/rate-limit'
import { takesSignature } from './callers'

type Headers = NonNullable<ZodOpenApiResponseObject['headers']>

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const },
  example,
})

/** The headers that many responses have; they stand once in the document. */
export const SHARED_HEADERS = {
  'X-Request-Id': text(
    'Names this call in the log of KCS: yours where you sent one of 8 to 64 letters, digits, `_` or `-`, else a new one.',
    '0b1f6c7e-2f0d-4c51-9a86-6f1f5b0c9a11',
  ),
  'RateLimit-Policy': text(
    'Requests that a caller may send (`q`) within so many seconds (`w`).',
    '"default";q=6000;w=60',
  ),
  RateLimit: text(
    'Requests that are left (`r`), and the seconds until all are there again (`t`).',
    '"default";r=5998;t=42',
  ),
  'Retry-After': {
    description: 'Seconds after which the call may be repeated.',
    schema: { type: 'integer' as const, minimum: 0 },
    example: 14,
  },
  'WWW-Authenticate': text('How to show who you are.', 'Bearer realm="kcs"'),
}

const shared = (...names: (keyof typeof SHARED_HEADERS)[]): Headers =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const EXAMPLES: Readonly<Record<string, string>> = {
  etag: '"7"',
  location: '/v1/dispatches/01ARZ3NDEKTSV4RRFFQ69G5FAA',
  'idempotency-replayed': 'true',
  link: '</v1/offices?cursor=Q0RJVA>; rel="next"',
  'content-range': 'bytes 0-1023/184213',
}
/** Words for headers that many rows send. */
const SENT: Readonly<Record<string, string>> = {
  'Idempotency-Replayed': '`true` when this response repeats an earlier one.',
  Link: 'The next page, where there is one (RFC 8288).',
}

type Row = Pick<
  Route,
  'needsIdempotencyKey' | 'path' | 'query' | 'errors' | 'access' | 'method' | 'deprecated'
>

function headersOfAll({ path, deprecated }: Pick<Row, 'path' | 'deprecated'>): Headers {
  return {
    ...shared('X-Request-Id', ...(NOT_COUNTED.has(path) ? [] : (['RateLimit-Policy', 'RateLimit'] as const))),
    ...(deprecated
      ? { Deprecation: text('Since when the operation should not be used (RFC 9745).', '@1767225600') }
      : {}),
    ...(deprecated?.sunset
      ? { Sunset: text('When it ends (RFC 8594).', 'Fri, 01 Jan 2027 00:00:00 GMT') }
      : {}),
  }
}

/** The headers of a response that is no fault. */
export function headersOfResponse(row: Row, { headers = {}, schema }: ResponseDoc): Headers {
  const replayable = row.needsIdempotencyKey ? ['Idempotency-Replayed'] : []
  const paged = isPage(schema) ? ['Link'] : []
  const derived = Object.fromEntries([...replayable, ...paged].map((name) => [name, SENT[name]!]))
  return {
    ...headersOfAll(row),
    ...Object.fromEntries(
      Object.entries({ ...derived, ...headers }).map(([name, words]) => [
        name,
        text(words, EXAMPLES[name.toLowerCase()] ?? 'as described'),
      ]),
    ),
  }
}

/** The headers of a fault with the status. */
export function headersOfFault(row: Pick<Row, 'path' | 'deprecated'>, status: number): Headers {
  return {
    ...headersOfAll(row),
    ...(status === statusOf('rate-limited') || status === statusOf('service-unavailable')
      ? shared('Retry-After')
      : {}),
    ...(status === statusOf('unauthenticated') ? shared('WWW-Authenticate') : {}),
    ...(status === statusOf('range-unsatisfiable')
      ? { 'Content-Range': text('How many bytes there are.', 'bytes */184213') }
      : {}),
  }
}

/** A page of a list names the next one in its body, and in the Link header. */
function isPage(schema: z.ZodType | undefined): boolean {
  return schema instanceof z.ZodObject && 'items' in schema.shape && 'next' in schema.shape
}

const key = z.string().min(1).max(255).meta({
  description: 'New for each new thing, and the same on every repeat.',
  example: 'cdit-out-2026-118',
})
const version = (words: string) => z.string().meta({ description: words, example: '"7"' })
const SIGNATURE = {
  'webhook-id': z
    .string()
    .meta({ description: 'Id of the message, the same on every try.', example: 'cdit-1' }),
  'webhook-timestamp': z.string().meta({
    description: 'Seconds since 1970 at this try; five minutes are tolerated.',
    example: '1795325400',
  }),
  'webhook-signature': z.string().meta({
    description: 'Standard Webhooks; several, parted by spaces, while a secret is replaced.',
    example: 'v1,ADzW79zjIKZf7LrJ+Q92xgrDvAooDZsAerlsuOYp/Ts=',
  }),
}

/** The headers of a signed message, whoever sends it. */
export const signatureHeaders = z.object(SIGNATURE)

/** The headers that a caller sends, or null where there are none. */
export function requestHeadersOf(row: Row & Pick<Route, 'requestHeaders'>): z.ZodObject | null {
  const { errors, needsIdempotencyKey, requestHeaders = {} } = row
  const shape = {
    ...(takesSignature(row) ? SIGNATURE : {}),
    ...(needsIdempotencyKey ? { 'Idempotency-Key': key } : {}),
    ...(errors.includes('if-match-missing')
      ? { 'If-Match': version('The ETag of what is changed.') }
      : errors.includes('version-stale')
        ? {
            'If-Match': version(
              'The ETag of what is changed; the change fits any version without it.',
            ).optional(),
          }
        : {}),
    ...Object.fromEntries(
      Object.entries(requestHeaders).map(([name, words]) => [
        name,
        z.string().optional().meta({ description: words }),
      ]),
    ),
  }
  return Object.keys(shape).length === 0 ? null : z.object(shape)
}
