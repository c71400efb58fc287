// Offices with their delivery profiles, dated.

import { Schema } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'

export interface OfficeRow extends Omit<Office, 'code'> {
  _id: string
}

const { Mixed } = Schema.Types

export const officeSchema = new Schema<OfficeRow>(
  {
    _id: String,
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    kind: { type: String, default: '' },
    department: { type: String, default: '' },
    district: { type: String, default: '' },
    parent: { type: String, default: null },
    path: [String],
    factsFrom: { type: Date, default: null },
    earlier: { type: [Mixed], required: true } as never,
    address: { type: String, default: '' },
    email: { type: String, default: '' },
    phone: { type: String, default: '' },
    calendar: { type: String, default: 'state' },
    activeFrom: { type: Date, default: null },
    activeUntil: { type: Date, default: null },
    fitToReceive: { type: Boolean, required: true },
    succession: { type: Mixed, default: null } as never,
    intermediaries: { type: [Mixed], required: true } as never,
    inwardSeat: { type: String, default: null },
    profiles: { type: [Mixed], required: true } as never,
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

officeSchema.index({ parent: 1, _id: 1 })
officeSchema.index({ path: 1, kind: 1, _id: 1 })
officeSchema.index({ kind: 1, district: 1, _id: 1 })
officeSchema.index({ department: 1, kind: 1, _id: 1 })
officeSchema.index({ district: 1, _id: 1 })
officeSchema.index({ name: 1 })
