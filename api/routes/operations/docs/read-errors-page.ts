// GET /docs/errors: the table of error codes.

import { route } from '../../../http/route'
import { errorsPage } from './pages'
import { HTML, PAGE } from './schema'

export const readErrorsPage = route({
  ...PAGE,
  path: '/docs/errors',
  operationId: 'errors',
  async handler() {
    return { status: 200, body: errorsPage(), headers: HTML }
  },
})
