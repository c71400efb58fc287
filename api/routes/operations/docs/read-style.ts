// GET /docs/style.css: the style of the documentation.

import { route } from '../../../http/route'
import { CSS, PAGE } from './schema'
import { DOCS_STYLE } from './style'

export const readDocsStyle = route({
  ...PAGE,
  path: '/docs/style.css',
  operationId: 'docsStyle',
  async handler() {
    return { status: 200, body: DOCS_STYLE, headers: CSS }
  },
})
