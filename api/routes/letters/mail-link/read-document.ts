// GET /take/:token/documents/:sha256: a document of the letter.

import { readLinkedDocument, readLinkedDocumentErrors } from '../../../../services/letters/mail-link/read'
import { route } from '../../../http/route'
import { contentResponse } from '../document/content'
import { CONTENT } from '../document/schema'
import { linkOf } from './response'
import { TAG, takeDocumentParams } from './schema'

export const readLinkedDocumentRoute = route({
  method: 'get',
  path: '/take/:token/documents/:sha256',
  operationId: 'readLinkedDocument',
  summary: 'A document of the letter',
  description: 'The token of the mail is the proof. Whole, or from a byte on (`Range`).',
  tag: TAG,
  access: 'open',
  params: takeDocumentParams,
  ...CONTENT,
  errors: [...readLinkedDocumentErrors, 'range-unsatisfiable'],
  async handler({ deps, params, ctx, now }) {
    const link = { ...linkOf({ deps, params }), sha256: params.sha256 }
    const document = await readLinkedDocument(deps, link, now)
    return contentResponse(deps.store, ctx, document.sha256, document.name)
  },
})
