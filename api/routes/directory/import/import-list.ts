// Bringing a list of the directory.

import { isKcsError, KcsError } from '../../../../domain/common/error'
import { importList, importListErrors } from '../../../../services/directory/import/import-list'
import { route } from '../../../http/route'
import { IMPORT_BYTES, linesErrors, linesOf } from './lines'
import { recordsOf } from './records'
import { importParams, importQuery, importReportSchema } from './schema'

/** Each writes to the database as fast as it can. */
const AT_ONCE = 2
let running = 0

/** After these the body is not read to its end, so that the connection cannot carry another request. */
const bodyErrors = ['media-type-unsupported', 'import-busy', ...linesErrors] as const

export const importListRoute = route({
  method: 'post',
  path: '/v1/imports/:thing',
  operationId: 'importList',
  summary: 'Bring a list of the directory as CSV',
  description:
    'The body is UTF-8 text with a header line, at most 64 MB. All rows are checked before the first is written, and ' +
    'all that are bad are told. The same list again changes nothing; one that was broken off while it was written is ' +
    'completed by sending it again. With bad rows the response is still 200, and `written` is false unless they ' +
    'are skipped.',
  tag: 'Directory',
  access: { roles: ['admin', 'department-admin'] },
  params: importParams,
  query: importQuery,
  rawBody: ['text/csv'],
  responses: {
    200: { description: 'What was or would be changed, and what is bad.', schema: importReportSchema },
  },
  errors: ['parameter-invalid', ...bodyErrors, ...importListErrors],
  async handler({ ctx, deps, identity, params, query, now }) {
    running += 1
    try {
      refuseOthers(ctx.get('content-type'), Number(ctx.get('content-length') || 0))
      const input = {
        list: params.thing,
        records: recordsOf(linesOf(ctx.req)),
        skipBad: query.mode === 'skip-bad',
        dryRun: query['dry-run'] === 'true',
      }
      return { status: 200, body: { thing: params.thing, ...(await importList(deps, identity, input, now)) } }
    } catch (error) {
      const refused = isKcsError(error) && bodyErrors.some((code) => code === error.code)
      // Else the rest is read, so that a caller who is still sending gets the response.
      if (refused || !(await readToEnd(linesOf(ctx.req)))) ctx.set('connection', 'close')
      throw error
    } finally {
      running -= 1
    }
  },
})

/** Throws KcsError for a body that is no list, is too large, or comes while too many others do. */
function refuseOthers(contentType: string, announced: number): void {
  const csv = /^text\/csv\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?(;\s*header\s*=\s*present\s*)?$/
  if (!csv.test(contentType.toLowerCase()))
    throw new KcsError('media-type-unsupported', { detail: 'Send text/csv in UTF-8.' })
  if (running > AT_ONCE) throw new KcsError('import-busy', { retryAfterSeconds: 15 })
  if (announced > IMPORT_BYTES)
    throw new KcsError('import-file-too-large', { detail: `At most ${IMPORT_BYTES} bytes are taken.` })
}

async function readToEnd(lines: AsyncGenerator<string[]>): Promise<boolean> {
  try {
    while (!(await lines.next()).done);
    return true
  } catch {
    return false
  }
}
