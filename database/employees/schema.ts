// Employees by their permanent employee number (PEN).

import { Schema } from 'mongoose'
import type { Employee } from '../../domain/office/charge'

export interface EmployeeRow extends Omit<Employee, 'pen'> {
  _id: string
}

export const employeeSchema = new Schema<EmployeeRow>(
  {
    _id: String,
    temporary: { type: Boolean, default: false },
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    phone: { type: String, default: '' },
    email: { type: String, default: '' },
  },
  { versionKey: false, strict: 'throw' },
)
