// What a system or an office takes, as it is kept in rows.

import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import { part } from './collection'

export const capabilitiesPart = part<Capabilities>({
  kinds: [String],
  mediaTypes: [String],
  maxDocumentBytes: Number,
  maxDocuments: Number,
  languages: [String],
  classifications: [String],
})
