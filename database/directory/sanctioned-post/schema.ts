// Sanctioned posts, with what other orders sanctioned before.

import { Schema } from 'mongoose'
import type { SanctionedPost } from '../../../domain/directory/seat/seat'

export interface SanctionedPostRow extends Omit<SanctionedPost, 'id'> {
  _id: string
}

export const sanctionedPostSchema = new Schema<SanctionedPostRow>(
  {
    _id: String,
    office: { type: String, required: true },
    wing: { type: String, default: '' },
    section: { type: String, default: '' },
    designation: { type: String, required: true },
    posts: { type: Number, required: true },
    order: { type: String, required: true },
    from: { type: Date, default: null },
    until: { type: Date, default: null },
    earlier: { type: [Schema.Types.Mixed], required: true } as never,
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

sanctionedPostSchema.index({ office: 1, _id: 1 })
