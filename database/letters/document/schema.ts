// Documents by the hash of their content, and the offices that brought them.

import { Schema } from 'mongoose'

export interface DocumentRow {
  /** sha256 of the content, in hex. */
  _id: string
  size: number
  mediaType: string
  offices: string[]
  at: Date
}

export const documentSchema = new Schema<DocumentRow>(
  {
    _id: String,
    size: { type: Number, required: true },
    mediaType: { type: String, required: true },
    offices: [String],
    at: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)
