// Documents by the hash of their content, and the offices that brought them.

import { type Scan, VERDICTS } from '../../../domain/letters/document/scan'
import { declare, part } from '../../common/collection'

export interface DocumentRow {
  /** sha256 of the content, in hex. */
  _id: string
  size: number
  mediaType: string
  offices: string[]
  at: Date
  /** What the scanner for malware said last; null as long as it was not asked. */
  scan: Scan | null
  /** Who is scanning it at this moment, and until when that is believed. */
  scanning: { by: string; until: Date } | null
}

export const documentCollection = declare<DocumentRow>('documents', {
  _id: String,
  size: { type: Number, required: true },
  mediaType: { type: String, required: true },
  offices: [String],
  at: { type: Date, required: true },
  scan: {
    type: part<Scan>({
      verdict: { type: String, enum: VERDICTS, required: true },
      finding: { type: String, default: '' },
      engine: { type: String, default: '' },
      at: { type: Date, required: true },
    }),
    default: null,
  },
  scanning: {
    type: part<{ by: string; until: Date }>({
      by: { type: String, required: true },
      until: { type: Date, required: true },
    }),
    default: null,
  },
})
