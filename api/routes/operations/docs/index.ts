// The documentation of this API.

import { route, type Route } from '../../../http/route'
import { docs as page, errors, openApi, start, viewer } from './handlers'

const row = (path: string, operationId: string, handler: Route['handler']): Route =>
  route({
    method: 'get',
    path,
    operationId,
    summary: 'Documentation',
    tag: 'Documentation',
    access: 'open',
    hidden: true,
    answers: { 200: { description: 'The page.' } },
    errors: [],
    handler: handler as never,
  })

export const docs: readonly Route[] = [
  row('/openapi.json', 'openApi', openApi as Route['handler']),
  row('/docs', 'docs', page),
  row('/docs/redoc.js', 'viewer', viewer),
  row('/docs/start.js', 'start', start),
  row('/docs/errors', 'errors', errors),
]
