// Offices with their delivery profiles, dated.

import { Schema } from 'mongoose'
import { MECHANISMS, TAKING_RULES } from '../../domain/delivery/mechanism'
import type { Office } from '../../domain/office/office'

export interface OfficeRow extends Omit<Office, 'code'> {
  _id: string
}

export const officeSchema = new Schema<OfficeRow>(
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    kind: { type: String, default: '' },
    department: { type: String, default: '' },
    district: { type: String, default: '' },
    parent: { type: String, default: null },
    address: { type: String, default: '' },
    email: { type: String, default: '' },
    active: { type: Boolean, required: true },
    inwardSeat: { type: String, default: null },
    profiles: [
      {
        _id: false,
        from: { type: Date, required: true },
        mechanism: { type: String, enum: MECHANISMS, required: true },
        endpoint: { type: String, required: true },
        taking: { type: String, enum: TAKING_RULES, required: true },
      },
    ],
  },
  { versionKey: false, strict: 'throw' },
)

officeSchema.index({ parent: 1 })
officeSchema.index({ name: 1 })
