// GET /page.css: the style of the pages that the API draws itself.

import { route } from '../../../http/route'
import { STYLE } from '../../../pages/style'
import { TAG } from './schema'

export const pageStyleRoute = route({
  method: 'get',
  path: '/page.css',
  operationId: 'pageStyle',
  summary: 'The style of the pages that the API draws',
  tag: TAG,
  access: 'open',
  hidden: true,
  responses: { 200: { description: 'The style.' } },
  errors: [],
  async handler() {
    return {
      status: 200,
      body: STYLE,
      headers: {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    }
  },
})
