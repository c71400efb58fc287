// Documents as they are brought and fetched.

import { z } from 'zod'
import { officeCode, sha256 } from '../../../http/fields'

export const TAG = 'Documents'

export const uploadQuery = z.strictObject({ office: officeCode })
export const documentParams = z.object({ sha256 })

export const documentSchema = z
  .object({ sha256: z.string(), size: z.number(), mediaType: z.string() })
  .meta({ id: 'Document' })

export type DocumentResponse = z.infer<typeof documentSchema>
