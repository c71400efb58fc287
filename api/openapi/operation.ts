// One row of the table as an operation of the API documentation.

import type {
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi'
import type { ResponseDoc, Route } from '../http/route'
import { securityOf } from './callers'
import { faultsOf } from './faults'
import { headersOfResponse, requestHeadersOf } from './headers'
import type { AgentProtocol } from './protocol'
import { requestBodyOf } from './request'
import { descriptionOf } from './words'

/** What the row says, and what follows from it: security, headers, faults, and words on who may call. */
export function operationOf(row: Route, protocol: AgentProtocol): ZodOpenApiOperationObject {
  const header = requestHeadersOf(row)
  const body = requestBodyOf(row, protocol)
  return {
    operationId: row.operationId,
    summary: row.summary,
    description: descriptionOf(row),
    tags: [row.tag],
    ...(row.deprecated ? { deprecated: true } : {}),
    security: securityOf(row),
    requestParams: {
      ...(row.params ? { path: row.params } : {}),
      ...(row.query ? { query: row.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(body ? { requestBody: body } : {}),
    responses: { ...faultsOf(row), ...responsesOf(row) },
  }
}

function responsesOf(row: Route): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(row.responses).map(([status, doc]) => [status, responseOf(row, doc)]),
  )
}

function responseOf(row: Route, doc: ResponseDoc): ZodOpenApiResponseObject {
  const { description, schema, mediaType, example } = doc
  const type = mediaType ?? (schema ? 'application/json' : undefined)
  return {
    description,
    headers: headersOfResponse(row, doc),
    ...(type === undefined ? {} : { content: contentOf([type].flat(), schema, example) }),
  }
}

function contentOf(types: readonly string[], schema: ResponseDoc['schema'], example: unknown) {
  return Object.fromEntries(
    types.map((type) => [
      type,
      {
        schema: schema && isJson(type) ? schema : fileOf(type),
        ...(example === undefined ? {} : { example }),
      },
    ]),
  )
}

function isJson(type: string): boolean {
  return type.endsWith('json')
}

function fileOf(type: string) {
  return type.startsWith('text/')
    ? ({ type: 'string' } as const)
    : ({ type: 'string', format: 'binary' } as const)
}
