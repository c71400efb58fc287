// GET /docs/redoc.js: the viewer of the documentation.

import { route } from '../../../http/route'
import { redocBundle } from './pages'
import { PAGE, SCRIPT } from './schema'

export const readViewer = route({
  ...PAGE,
  path: '/docs/redoc.js',
  operationId: 'viewer',
  async handler() {
    return { status: 200, body: redocBundle(), headers: SCRIPT }
  },
})
