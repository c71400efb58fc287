// The bodies that operations take, as JSON, as forms and as files.

import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Route } from '../http/route'
import type { AgentProtocol } from './protocol'

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

/** A file as it is; in OpenAPI 3.1 its media type says what it is. */
const FILE = { type: 'string', format: 'binary' } as const
const TEXT = { type: 'string' } as const

type Row = Pick<Route, 'body' | 'rawBody' | 'rawSchema'>

/** The request body of a row, or undefined where it takes none. */
export function requestBodyOf(row: Row, protocol: AgentProtocol): ZodOpenApiOperationObject['requestBody'] {
  if (row.body) {
    const { schema, optional, example } = row.body
    const content = { schema, ...(example === undefined ? {} : { example }) }
    return { required: !optional, content: { [JSON_TYPE]: content } }
  }
  if (!row.rawBody) return undefined
  const schema = row.rawSchema === 'callback' ? protocol.callback : row.rawSchema
  return {
    required: !schema?.safeParse(undefined).success,
    content: Object.fromEntries(row.rawBody.map((type) => [type, { schema: schemaOf(type, schema) }])),
  }
}

function schemaOf(type: string, schema: z.ZodType | undefined) {
  if (type === JSON_TYPE || type === FORM) return schema ?? z.unknown()
  return type.startsWith('text/') ? TEXT : FILE
}
