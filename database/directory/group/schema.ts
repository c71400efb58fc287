// Groups of recipients with their dated definitions.

import { Schema } from 'mongoose'
import type { Group } from '../../../domain/directory/group/group'

export interface GroupRow extends Omit<Group, 'id'> {
  _id: string
}

const { Mixed } = Schema.Types

export const groupSchema = new Schema<GroupRow>(
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    office: { type: String, required: true },
    definitions: { type: [Mixed], required: true } as never,
    until: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

groupSchema.index({ office: 1, _id: 1 })
