// Documents as they are brought and fetched.

import { z } from 'zod'
import { MEDIA_TYPES } from '../../../../domain/letters/dispatch/limits'
import { officeCode, sha256 } from '../../../http/fields'

export const TAG = 'Documents'

export const uploadQuery = z.strictObject({ office: officeCode })
export const documentParams = z.object({ sha256 })

const headers = { ETag: 'The sha256, in quotes.' }
const content = { mediaType: MEDIA_TYPES, headers }

/** A document on its way out: how it is asked for and what comes, for the documentation. */
export const CONTENT = {
  requestHeaders: {
    Range: 'One range of bytes, to go on where a line broke: `bytes=1024-`.',
    'If-Range': 'The ETag of what the caller has the beginning of; of another one the whole comes.',
    'If-None-Match': 'The ETag of what the caller has.',
  },
  responses: {
    200: { ...content, description: 'The whole document.' },
    206: {
      ...content,
      description: 'The range that was asked for.',
      headers: { ...headers, 'Content-Range': 'Which bytes these are, of how many.' },
    },
    304: { description: 'The caller has it already (If-None-Match).', headers },
  },
}

export const documentSchema = z
  .object({ sha256: z.string(), size: z.number(), mediaType: z.string() })
  .meta({ id: 'Document' })

export type DocumentResponse = z.infer<typeof documentSchema>
