// GET /docs: the page that shows the description of the API.

import { route } from '../../../http/route'
import { ownPolicy } from '../../../middlewares/security-headers'
import { DOCS_PAGE } from './pages'
import { HTML, PAGE } from './schema'

/** The viewer writes styles into the page and searches in a worker of its own making. */
const VIEWER_POLICY = ownPolicy(
  "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src blob:; img-src 'self' data:; object-src 'none'",
  false,
)

export const readDocsPage = route({
  ...PAGE,
  path: '/docs',
  operationId: 'docs',
  async handler() {
    return { status: 200, body: DOCS_PAGE, headers: { ...HTML, ...VIEWER_POLICY } }
  },
})
