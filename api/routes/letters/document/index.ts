// Documents: brought once, kept by their content.

import { route, type Route } from '../../../http/route'
import { bringDocument, readContent } from './handlers'
import { documentParams, documentSchema, uploadQuery } from './schema'

const tag = 'Documents'
const stored = { schema: documentSchema }

export const documents: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/documents',
    operationId: 'bringDocument',
    summary: 'Bring a document for letters of an office',
    description:
      'The body is the document itself, at most 50 MB. With a Content-Digest header (RFC 9530, sha-256) it is checked.',
    tag,
    access: 'known',
    query: uploadQuery,
    rawBody: ['application/pdf', 'image/png', 'image/jpeg'],
    answers: {
      201: { ...stored, description: 'It is kept; name it by its sha256.' },
      200: { ...stored, description: 'It was there already.' },
    },
    errors: [
      'office-not-served',
      'seat-not-held',
      'media-type-unsupported',
      'document-type',
      'document-empty',
      'document-too-large',
      'document-cut',
      'digest-mismatch',
      'storage-full',
    ],
    handler: bringDocument,
  }),
  route({
    method: 'get',
    path: '/v1/documents/:sha256/content',
    operationId: 'readContent',
    summary: 'The content of a document that the caller brought, sent or was sent',
    tag,
    access: 'known',
    params: documentParams,
    answers: {
      200: { description: 'The whole document.', mediaType: 'application/pdf' },
      206: { description: 'The range that was asked for.', mediaType: 'application/pdf' },
      304: { description: 'The caller has it already (If-None-Match).' },
    },
    errors: ['not-found', 'range-unsatisfiable'],
    handler: readContent,
  }),
]
