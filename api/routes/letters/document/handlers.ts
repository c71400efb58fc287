// Bringing a document and fetching it.

import { KcsError } from '../../../../domain/common/error'
import type { Answer, CallOf } from '../../../http/route'
import { reachOf, requireOffice, type Reach, widerReach } from '../../../../services/access/right/rights'
import { contentAnswer } from './content'
import { mayRead } from './policy'
import type { documentParams, uploadQuery } from './schema'

const EXTENSIONS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** Streams the body into the store; nothing of a refused one is kept. */
export async function bringDocument(call: CallOf<{ query: typeof uploadQuery }>): Promise<Answer> {
  const { deps, identity, query, ctx, now } = call
  await requireOffice(deps.repositories.seats, identity, query.office)
  const mediaType = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
  if (EXTENSIONS[mediaType] === undefined) throw refused(ctx, new KcsError('media-type-unsupported'))
  const length = ctx.get('content-length')
  const declaredSha256 = digestOf(ctx.get('content-digest'))
  const stored = await deps.store
    .put(ctx.req, {
      mediaType,
      ...(length === '' ? {} : { declaredSize: Number(length) }),
      ...(declaredSha256 === null ? {} : { declaredSha256 }),
    })
    .catch((error: unknown) => {
      throw refused(ctx, error)
    })
  const isNew = await deps.repositories.documents.add({ ...stored, office: query.office, at: now })
  return {
    status: isNew ? 201 : 200,
    headers: { location: `/v1/documents/${stored.sha256}/content` },
    body: stored,
  }
}

/** The rest of a refused body is not read, so the connection cannot carry another request. */
function refused(ctx: CallOf<object>['ctx'], error: unknown): unknown {
  ctx.set('connection', 'close')
  return error
}

/** The sha256 of a Content-Digest header (RFC 9530), in hex; other digests are not looked at. */
function digestOf(header: string): string | null {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header)?.[1]
  if (base64) return Buffer.from(base64, 'base64').toString('hex')
  if (!/(?:^|,)\s*sha-256\s*=/.test(header)) return null
  throw new KcsError('digest-mismatch', { detail: 'The Content-Digest header is not of RFC 9530.' })
}

export async function readContent(call: CallOf<{ params: typeof documentParams }>): Promise<Answer> {
  const { deps, identity, params, ctx } = call
  const { seats } = deps.repositories
  const may = (reach: Reach) => mayRead(deps.repositories, reach, params.sha256)
  const reach = await reachOf(seats, identity)
  if (!(await may(reach))) {
    const wider = await widerReach(seats, identity, reach)
    if (wider === null || !(await may(wider))) throw new KcsError('not-found')
  }
  const mediaType = (await deps.store.find(params.sha256))?.mediaType ?? ''
  const name = `${params.sha256.slice(0, 12)}.${EXTENSIONS[mediaType] ?? 'bin'}`
  return contentAnswer(deps.store, ctx, params.sha256, name)
}
