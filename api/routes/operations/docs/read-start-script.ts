// GET /docs/start.js: starts the viewer, for the policy of the page allows no script within it.

import { route } from '../../../http/route'
import { START_SCRIPT } from './pages'
import { PAGE, SCRIPT } from './schema'

export const readStartScript = route({
  ...PAGE,
  path: '/docs/start.js',
  operationId: 'start',
  async handler() {
    return { status: 200, body: START_SCRIPT, headers: SCRIPT }
  },
})
