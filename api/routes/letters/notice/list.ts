// GET /v1/notices: what a seat or the operators were told.

import { listNotices, listNoticesErrors } from '../../../../services/letters/notice/list'
import { route } from '../../../http/route'
import { presentNotice } from './presenter'
import { noticeListSchema, noticeQuery } from './schema'

export const listNoticesRoute = route({
  method: 'get',
  path: '/v1/notices',
  operationId: 'listNotices',
  summary: 'The newest notices of a seat, or of all seats held; operators see theirs too',
  tag: 'Notices',
  access: 'known',
  query: noticeQuery,
  responses: {
    200: {
      description: 'The newest 50, and of each urgent kind the newest 20; newest first.',
      schema: noticeListSchema,
    },
  },
  errors: [...listNoticesErrors, 'parameter-invalid'],
  async handler({ deps, identity, query }) {
    const notices = await listNotices(deps, identity, query)
    return { status: 200, body: { items: notices.map(presentNotice) } }
  },
})
