// Notices of the portal.

import { route, type Route } from '../../../http/route'
import { listNotices } from './handlers'
import { noticeListSchema, noticeQuery } from './schema'

export const notices: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/notices',
    operationId: 'listNotices',
    summary: 'The newest notices of a seat, or of all seats held; operators see theirs too',
    tag: 'Notices',
    access: 'known',
    query: noticeQuery,
    answers: { 200: { description: 'The newest 50.', schema: noticeListSchema } },
    errors: ['seat-not-held', 'parameter-invalid'],
    handler: listNotices,
  }),
]
