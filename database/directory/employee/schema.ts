// Employees by their permanent employee number (PEN).

import { Schema } from 'mongoose'
import type { Employee } from '../../../domain/directory/charge/charge'

export interface EmployeeRow extends Omit<Employee, 'pen'> {
  _id: string
  /** Temporary numbers the employee had before; what was done under them is found by them. */
  formerly: string[]
  /** Since when suspended; null while in service. */
  suspendedFrom: Date | null
  /** Grows with each change; its ETag. */
  version: number
}

export const employeeSchema = new Schema<EmployeeRow>(
  {
    _id: String,
    temporary: { type: Boolean, default: false },
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    phone: { type: String, default: '' },
    email: { type: String, default: '' },
    formerly: [String],
    suspendedFrom: { type: Date, default: null },
    version: { type: Number, default: 1 },
  },
  { versionKey: false, strict: 'throw' },
)

employeeSchema.index({ formerly: 1 })
