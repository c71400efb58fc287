// Documents by the hash of their content, and the offices that brought them.

import { declare } from '../../common/collection'

export interface DocumentRow {
  /** sha256 of the content, in hex. */
  _id: string
  size: number
  mediaType: string
  offices: string[]
  at: Date
}

export const documentCollection = declare<DocumentRow>('documents', {
  _id: String,
  size: { type: Number, required: true },
  mediaType: { type: String, required: true },
  offices: [String],
  at: { type: Date, required: true },
})
