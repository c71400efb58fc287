// GET /take.css: the style of the form.

import { route } from '../../../http/route'
import { STYLE } from './page'
import { TAG } from './schema'

export const takeStyleRoute = route({
  method: 'get',
  path: '/take.css',
  operationId: 'takeStyle',
  summary: 'The style of the form',
  tag: TAG,
  access: 'open',
  hidden: true,
  responses: { 200: { description: 'The style.' } },
  errors: [],
  async handler() {
    return {
      status: 200,
      body: STYLE,
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' },
    }
  },
})
