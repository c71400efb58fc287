// Bringing a list of the directory.

import { KcsError } from '../../../../domain/common/error'
import type { Actor } from '../../../../domain/letters/tapal/event'
import { newId } from '../../../../process/new-id'
import type { Answer, CallOf } from '../../../http/route'
import { subtreeOf } from '../../../../services/access/right/subtree'
import { importerOf } from '../../../../services/directory/import'
import { runImport } from '../../../../services/directory/import/run'
import { IMPORT_BYTES, type Spool, spool } from '../../../../services/directory/import/spool'
import { callerOf, type KnownIdentity } from '../../../../services/access/right/identity'
import type { importParams, importQuery } from './schema'

type Call = CallOf<{ params: typeof importParams; query: typeof importQuery }>

/** Each holds a file on the disk and some ten megabytes. */
const AT_ONCE = 2
let open = 0

/** Reads the whole list before it writes the first row; the file goes away with the answer. */
export async function importList(call: Call): Promise<Answer> {
  const { ctx } = call
  const type = ctx.get('content-type').toLowerCase()
  if (!/^text\/csv\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?(;\s*header\s*=\s*present\s*)?$/.test(type))
    throw refused(call, new KcsError('media-type-unsupported', { detail: 'Send text/csv in UTF-8.' }))
  if (open >= AT_ONCE) throw refused(call, new KcsError('import-busy', { retryAfterSeconds: 15 }))
  open += 1
  try {
    const file = await laidDown(call)
    try {
      return { status: 200, body: await imported(call, file) }
    } finally {
      await file.remove()
    }
  } finally {
    open -= 1
  }
}

async function laidDown(call: Call): Promise<Spool> {
  const announced = Number(call.ctx.get('content-length') || 0)
  try {
    if (announced > IMPORT_BYTES)
      throw new KcsError('import-file-too-large', { detail: `At most ${IMPORT_BYTES} bytes are taken.` })
    return await spool(call.ctx.req)
  } catch (error) {
    throw refused(call, error)
  }
}

async function imported({ deps, params, query, identity, now }: Call, file: Spool) {
  const { repositories } = deps
  const within = await subtreeOf(repositories.seats, identity)
  const importer = await importerOf(params.thing, { repositories, at: now, within })
  const options = { skipBad: query.mode === 'skip-bad', dryRun: query['dry-run'] === 'true' }
  const note = { what: 'imported', actor: actorOf(identity), at: now }
  const report = await runImport(importer, file, options, { imports: repositories.imports, note })
  const { added, changed, ended } = report
  if (report.written && added + changed + ended > 0)
    await repositories.audit.add([
      {
        id: `import:${newId(now)}`,
        thing: 'import',
        subject: params.thing,
        from: null,
        to: null,
        after: { added, changed, ended, bad: report.bad },
        ...note,
      },
    ])
  return { thing: params.thing, ...report }
}

function actorOf(identity: KnownIdentity): Actor {
  return { kind: 'operator', account: callerOf(identity) }
}

/** The rest of a refused body is not read, so the connection cannot carry another request. */
function refused({ ctx }: Call, error: unknown): unknown {
  ctx.set('connection', 'close')
  return error
}
