// Lists of the directory, brought as CSV.

import { route, type Route } from '../../../http/route'
import { importList } from './handlers'
import { importParams, importQuery, importReportSchema } from './schema'

export const imports: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/imports/:thing',
    operationId: 'importList',
    summary: 'Bring a list of the directory as CSV',
    description:
      'The body is UTF-8 text with a header line, at most 64 MB. All rows are checked before the first is written, and ' +
      'all that are bad are told. The same list again changes nothing; one that was broken off while it was written is ' +
      'completed by sending it again. With bad rows the answer is 200 all the same, and `written` is false unless they ' +
      'are skipped.',
    tag: 'Directory',
    access: { roles: ['admin', 'department-admin'] },
    params: importParams,
    query: importQuery,
    rawBody: ['text/csv'],
    answers: {
      200: { description: 'What was or would be changed, and what is bad.', schema: importReportSchema },
    },
    errors: [
      'media-type-unsupported',
      'parameter-invalid',
      'body-cut',
      'import-file-too-large',
      'import-file-empty',
      'import-no-rows',
      'import-not-utf-eight',
      'import-column-missing',
      'import-column-twice',
      'import-busy',
      'version-stale',
    ],
    handler: importList,
  }),
]
