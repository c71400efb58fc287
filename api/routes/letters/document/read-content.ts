// GET /v1/documents/:sha256/content: the content of a document.

import { requireDocument, requireDocumentErrors } from '../../../../services/letters/document/read'
import { route } from '../../../http/route'
import { contentResponse } from './content'
import { documentParams, TAG } from './schema'

const EXTENSIONS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

export const readContentRoute = route({
  method: 'get',
  path: '/v1/documents/:sha256/content',
  operationId: 'readContent',
  summary: 'The content of a document that the caller brought, sent or was sent',
  tag: TAG,
  access: 'known',
  params: documentParams,
  responses: {
    200: { description: 'The whole document.', mediaType: 'application/pdf' },
    206: { description: 'The range that was asked for.', mediaType: 'application/pdf' },
    304: { description: 'The caller has it already (If-None-Match).' },
  },
  errors: [...requireDocumentErrors, 'range-unsatisfiable'],
  async handler({ deps, identity, params: { sha256 }, now, ctx }) {
    await requireDocument(deps, identity, { sha256 }, now)
    const mediaType = (await deps.store.find(sha256))?.mediaType ?? ''
    const name = `${sha256.slice(0, 12)}.${EXTENSIONS[mediaType] ?? 'bin'}`
    return contentResponse(deps.store, ctx, sha256, name)
  },
})
