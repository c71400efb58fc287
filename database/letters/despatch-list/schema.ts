// Entries of the print-and-post despatch lists: one per tapal, per sending office and day.

import { Schema } from 'mongoose'

export interface PostingRow {
  /** The tapal. */
  _id: string
  /** The sending office, whose despatch clerk posts it. */
  office: string
  /** Day in Kerala, YYYY-MM-DD. */
  day: string
  listedAt: Date
  withdrawn: boolean
}

export const postingSchema = new Schema<PostingRow>(
  {
    _id: String,
    office: { type: String, required: true },
    day: { type: String, required: true },
    listedAt: { type: Date, required: true },
    withdrawn: { type: Boolean, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

postingSchema.index({ office: 1, day: 1, listedAt: 1 })
