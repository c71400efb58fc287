// Lists of the directory, fetched as CSV.

import { route, type Route } from '../../../http/route'
import { exportList } from './handlers'
import { exportParams } from './schema'

export const listExports: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/exports/:thing',
    operationId: 'exportList',
    summary: 'Fetch a list of the directory as CSV, as an import takes it',
    description:
      'UTF-8 with a byte order mark, in the order of the ids. Cells that a spreadsheet would take for a formula begin ' +
      'with an apostrophe, which an import takes off again. The administrator of a department gets the own offices.',
    tag: 'Directory',
    access: { roles: ['admin', 'department-admin'] },
    params: exportParams,
    answers: { 200: { description: 'The list.', mediaType: 'text/csv' } },
    errors: ['not-found'],
    handler: exportList,
  }),
]
