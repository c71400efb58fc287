// The faults that an operation can answer with: what its row names, and what every operation of its form can meet.

import { z } from 'zod'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'
import { ERROR_CODES, type ErrorCode, errorEntry } from '../../domain/common/error'
import { statusOf } from '../errors'
import type { Route } from '../http/route'
import { takesSession } from './callers'
import { headersOfFault } from './headers'

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'The page that explains the code.' }),
    title: z.string(),
    status: z.number(),
    detail: z.string().optional().meta({ description: 'What it was this time.' }),
    instance: z.string().meta({ description: 'The path that was called.' }),
    code: z.enum(ERROR_CODES).meta({ description: 'Stable: decide by it, not by the texts.' }),
    remedy: z.string().meta({ description: 'What to do next.' }),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          detail: z.string(),
          value: z
            .number()
            .optional()
            .meta({ description: 'What would be right, where that is one number.' }),
          code: z.enum(ERROR_CODES).optional(),
        }),
      )
      .optional()
      .meta({ description: 'Every wrong place, as JSON pointers.' }),
    requestId: z.string().meta({ description: 'Names this call in the log of KCS.' }),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457.',
    example: {
      type: '/docs/errors#validation-failed',
      title: errorEntry('validation-failed').title,
      status: 422,
      instance: '/v1/dispatches',
      code: 'validation-failed',
      remedy: errorEntry('validation-failed').remedy,
      errors: [{ pointer: '/subject', detail: 'must have at most 500 characters' }],
      requestId: '0b1f6c7e-2f0d-4c51-9a86-6f1f5b0c9a11',
    },
  })

const ALWAYS: readonly ErrorCode[] = [
  'request-malformed',
  'parameter-repeated',
  'rate-limited',
  'service-unavailable',
  'internal',
]
const IDENTIFIED: readonly ErrorCode[] = ['unauthenticated', 'key-invalid', 'session-ended']
const WITH_KEY: readonly ErrorCode[] = ['idempotency-key-missing', 'idempotency-key-invalid']
const WITH_BODY: readonly ErrorCode[] = [
  'body-not-json',
  'body-too-deep',
  'body-too-large',
  'body-cut',
  'media-type-unsupported',
  'validation-failed',
  'field-unknown',
]

type Row = Pick<
  Route,
  | 'access'
  | 'body'
  | 'errors'
  | 'method'
  | 'needsIdempotencyKey'
  | 'ownSite'
  | 'params'
  | 'query'
  | 'rawBody'
  | 'responses'
>

/** Codes that every operation of this form can meet, and that its row need not name. */
export function implicitCodes(row: Row): readonly ErrorCode[] {
  const { access, body, method, needsIdempotencyKey, ownSite, params, query, rawBody } = row
  const changes = method !== 'get' && ownSite !== 'own-proof'
  return [
    ...(access === 'open' ? [] : IDENTIFIED),
    ...(access === 'open' || access === 'known' ? [] : (['forbidden'] as const)),
    ...(changes && (takesSession(row) || ownSite === 'origin') ? (['cross-site'] as const) : []),
    ...(params ? (['not-found'] as const) : []),
    ...(query ? (['parameter-invalid'] as const) : []),
    ...(needsIdempotencyKey ? WITH_KEY : []),
    ...(body ? WITH_BODY : rawBody ? (['media-type-unsupported'] as const) : []),
    ...ALWAYS,
  ]
}

/** The codes that the operation can answer with, by their status. */
export function codesByStatus(row: Row): ReadonlyMap<number, readonly ErrorCode[]> {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of new Set<ErrorCode>([...row.errors, ...implicitCodes(row)]))
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  return byStatus
}

/** One response per status, naming the codes it can have. */
export function faultsOf(row: Row & Pick<Route, 'path'>): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    [...codesByStatus(row)].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${errorEntry(code).title}`).join('\n\n'),
        headers: headersOfFault(row, status),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}
