// The API documentation, made of the same table and schemas that check the requests (OpenAPI 3.1).

import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import { ERROR_CODES, type ErrorCode, errorEntry } from '../domain/common/error'
import { statusOf } from './errors'
import type { ResponseDoc, Route } from './http/route'
import { WEBHOOKS } from './openapi-webhooks'

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional(),
    instance: z.string(),
    code: z.enum(ERROR_CODES),
    remedy: z.string().meta({ description: 'What to do next.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string(), code: z.enum(ERROR_CODES).optional() }))
      .optional()
      .meta({ description: 'Every wrong place, as JSON pointers.' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' })

const ALWAYS: readonly ErrorCode[] = ['rate-limited', 'service-unavailable', 'internal']
const IDENTIFIED: readonly ErrorCode[] = ['unauthenticated', 'key-invalid', 'session-ended']
const WITH_BODY: readonly ErrorCode[] = [
  'body-not-json',
  'body-too-deep',
  'body-too-large',
  'body-cut',
  'media-type-unsupported',
]

/** The document for the given routes. `version` is that of the package, `url` where the API is served. */
export function openApiDocument(routes: readonly Route[], at: { version: string; url: string }): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const row of routes.filter(({ hidden }) => !hidden)) {
    const path = row.path.replace(/:([A-Za-z0-9]+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method]: operationOf(row) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'KCS Gateway API',
      version: at.version,
      description:
        'Kerala State Unified Communication Service: carries official letters between government offices. ' +
        'Faults are problem+json with a stable `code`; see /docs/errors. Times are ISO 8601 in UTC.',
    },
    servers: [{ url: at.url }],
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'API key of an agent: `kcs_<id>_<secret>`; a test key: `kcs_test_<id>_<secret>`.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'kcs-session',
          description: 'Session of the portal; changing calls also carry the X-CSRF-Token header.',
        },
      },
    },
    paths: paths as ZodOpenApiPathsObject,
    webhooks: WEBHOOKS,
  })
}

function operationOf(row: Route): ZodOpenApiOperationObject {
  const header = row.needsIdempotencyKey
    ? {
        header: z.object({
          'Idempotency-Key': z.string().min(1).max(255).meta({ description: 'New for each new thing.' }),
        }),
      }
    : {}
  const body = requestBodyOf(row)
  return {
    operationId: row.operationId,
    summary: row.summary,
    ...(row.description === undefined ? {} : { description: row.description }),
    tags: [row.tag],
    security: row.access === 'open' ? [] : [{ apiKey: [] }, { session: [] }],
    requestParams: {
      ...(row.params ? { path: row.params } : {}),
      ...(row.query ? { query: row.query } : {}),
      ...header,
    },
    ...(body ? { requestBody: body } : {}),
    responses: { ...responsesOf(row.responses), ...faultsOf(row) },
  }
}

function requestBodyOf(row: Route): ZodOpenApiOperationObject['requestBody'] {
  if (row.body) {
    return { required: !row.body.optional, content: { 'application/json': { schema: row.body.schema } } }
  }
  if (!row.rawBody) return undefined
  return { content: Object.fromEntries(row.rawBody.map((type) => [type, {}])) }
}

function responsesOf(responses: Route['responses']): ZodOpenApiResponsesObject {
  return Object.fromEntries(Object.entries(responses).map(([status, doc]) => [status, responseOf(doc)]))
}

function responseOf({ description, schema, mediaType, headers }: ResponseDoc) {
  const type = mediaType ?? (schema ? 'application/json' : undefined)
  return {
    description,
    ...(type === undefined ? {} : { content: { [type]: schema ? { schema } : {} } }),
    ...(headers
      ? {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, text]) => [
              name,
              { description: text, schema: { type: 'string' as const } },
            ]),
          ),
        }
      : {}),
  }
}

/** Codes that every operation of this form can meet, and that its row need not name. */
export function implicitCodes(row: Pick<Route, 'access' | 'body' | 'rawBody'>): readonly ErrorCode[] {
  return [
    ...(row.access === 'open' ? [] : IDENTIFIED),
    ...(row.body ? WITH_BODY : row.rawBody ? ['media-type-unsupported' as const] : []),
    ...ALWAYS,
  ]
}

/** One response per status, naming the codes it can have. */
function faultsOf(row: Route): ZodOpenApiResponsesObject {
  const codes = new Set<ErrorCode>([...row.errors, ...implicitCodes(row)])
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.map((code) => `\`${code}\`: ${errorEntry(code).title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}
