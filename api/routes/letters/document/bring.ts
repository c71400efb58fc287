// POST /v1/documents: a document is brought for letters of an office.

import { KcsError } from '../../../../domain/common/error'
import { MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import { bringDocument, bringDocumentErrors } from '../../../../services/letters/document/bring'
import { route } from '../../../http/route'
import { documentSchema, TAG, uploadQuery } from './schema'

const storedResponse = { schema: documentSchema, headers: { Location: 'Where its content is read.' } }

export const bringDocumentRoute = route({
  method: 'post',
  path: '/v1/documents',
  operationId: 'bringDocument',
  summary: 'Bring a document for letters of an office',
  description:
    'The body is the document itself, at most 50 MB. With a Content-Digest header (RFC 9530, sha-256) it is checked.',
  tag: TAG,
  access: 'known',
  query: uploadQuery,
  rawBody: MEDIA_TYPES,
  requestHeaders: {
    'Content-Digest': 'RFC 9530: `sha-256=:` and the sha256 in base64 and `:`; what differs is refused.',
  },
  responses: {
    201: { ...storedResponse, description: 'It is kept; name it by its sha256.' },
    200: { ...storedResponse, description: 'It was there already.' },
  },
  errors: [...bringDocumentErrors],
  async handler({ deps, identity, query, ctx, now }) {
    try {
      const mediaType = ctx.get('content-type').split(';', 1)[0]!.trim().toLowerCase()
      const length = ctx.get('content-length')
      const declaredSha256 = digestOf(ctx.get('content-digest'))
      const input = {
        office: query.office,
        content: ctx.req,
        mediaType,
        ...(length === '' ? {} : { declaredSize: Number(length) }),
        ...(declaredSha256 === null ? {} : { declaredSha256 }),
      }
      const { document, isNew } = await bringDocument(deps, identity, input, now)
      const headers = { location: `/v1/documents/${document.sha256}/content` }
      return { status: isNew ? 201 : 200, headers, body: document }
    } catch (error) {
      // The rest of a refused body is not read, so the connection cannot carry another request.
      ctx.set('connection', 'close')
      throw error
    }
  },
})

/** The sha256 of a Content-Digest header (RFC 9530), in hex; other digests are ignored. */
function digestOf(header: string): string | null {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header)?.[1]
  if (base64) return Buffer.from(base64, 'base64').toString('hex')
  if (!/(?:^|,)\s*sha-256\s*=/.test(header)) return null
  throw new KcsError('digest-mismatch', { detail: 'The Content-Digest header is not of RFC 9530.' })
}
