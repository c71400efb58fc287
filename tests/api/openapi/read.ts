// The API documentation as tests read it.

import { openApiDocument } from '../../../api/openapi'
import { ALL_ROUTES } from '../../../api/routes'
import type { Route } from '../../../api/http/route'
import { AGENT_PROTOCOL } from '../../../process/agent-protocol'

export interface Content {
  schema?: unknown
  example?: unknown
}

export interface Response {
  description: string
  headers?: Record<string, unknown>
  content?: Record<string, Content>
}

export interface Operation {
  operationId: string
  summary?: string
  description?: string
  tags: string[]
  deprecated?: boolean
  security: Record<string, string[]>[]
  parameters?: {
    name: string
    in: string
    required?: boolean
    description?: string
    example?: unknown
    schema: object
  }[]
  requestBody?: { required?: boolean; content: Record<string, Content> }
  responses: Record<string, Response>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

/** The document of the routes, all of them unless told otherwise. */
export function documentOf(routes: readonly Route[] = ALL_ROUTES): Document {
  const served = { version: '1.2.3', url: 'http://127.0.0.1:8080', protocol: AGENT_PROTOCOL }
  return openApiDocument(routes, served) as Document
}

/** Its operations with their places; those that KCS calls itself among them. */
export function operationsOf({ paths, webhooks }: Document): [place: string, operation: Operation][] {
  return [...Object.entries(paths), ...Object.entries(webhooks)].flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )
}

/** Every value in a tree that stands under the name. */
export function valuesAt(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...valuesAt(value, name),
  ])
}
