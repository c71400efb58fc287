// GET /v1/documents/:sha256/content: the content of a document.

import { requireDocument, requireDocumentErrors } from '../../../../services/letters/document/read'
import { route } from '../../../http/route'
import { contentResponse } from './content'
import { CONTENT, documentParams, TAG } from './schema'

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
  description: 'Whole, or from a byte on (`Range`). The content of a sha256 never changes: keep it.',
  tag: TAG,
  access: 'known',
  params: documentParams,
  ...CONTENT,
  errors: [...requireDocumentErrors, 'range-unsatisfiable'],
  async handler({ deps, identity, params: { sha256 }, now, ctx }) {
    await requireDocument(deps, identity, { sha256 }, now)
    const mediaType = (await deps.store.find(sha256))?.mediaType ?? ''
    const name = `${sha256.slice(0, 12)}.${EXTENSIONS[mediaType] ?? 'bin'}`
    return contentResponse(deps.store, ctx, sha256, name)
  },
})
