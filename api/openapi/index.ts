// The API documentation, made of the same table and schemas that check the requests (OpenAPI 3.1).

import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Route } from '../http/route'
import { schemesOf } from './callers'
import { giveExamples } from './examples'
import { SHARED_HEADERS } from './headers'
import { operationOf } from './operation'
import { portable } from './portable'
import type { AgentProtocol } from './protocol'
import { TAGS } from './tags'
import { webhooksOf } from './webhooks'

export { implicitCodes } from './faults'

/** Where the API is served, the version of the package, and what agents are called with. */
export interface Served {
  version: string
  url: string
  protocol: AgentProtocol
}

/** The document for the given routes. */
export function openApiDocument(routes: readonly Route[], { version, url, protocol }: Served): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  const shown = routes.filter(({ hidden }) => !hidden)
  for (const row of shown) {
    const path = row.path.replace(/:([A-Za-z0-9]+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method]: operationOf(row, protocol) }
  }
  const webhooks = webhooksOf(protocol)
  const named = new Set(TAGS.map(({ name }) => name))
  const others = [...new Set(shown.map(({ tag }) => tag))].filter((tag) => !named.has(tag))
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'KCS Gateway API',
        version,
        description:
          'Kerala State Unified Communication Service: carries official letters between government offices. ' +
          'Faults are problem+json with a stable `code`; see [the table of codes](/docs/errors). Times are ISO 8601 in UTC. ' +
          'Read on: [for integrators](/docs/integrators), [the agent protocol](/docs/agent-protocol), ' +
          '[changes of this API](/docs/changelog). For Postman and Bruno: [the collection](/docs/collection.json).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url }],
      tags: [...TAGS, ...others.map((name) => ({ name }))],
      components: { securitySchemes: schemesOf(url), headers: SHARED_HEADERS },
      paths: paths as ZodOpenApiPathsObject,
      webhooks,
    },
    { override: portable },
  )
  giveExamples(document)
  return document
}
