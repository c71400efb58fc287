// Employees by their permanent employee number (PEN).

import { declare } from '../../common/collection'
import type { Employee } from '../../../domain/directory/charge/charge'

export interface EmployeeRow extends Omit<Employee, 'pen'> {
  _id: string
  /** Temporary numbers the employee had before; what was done under them is found by them. */
  formerly: string[]
  /** Since when suspended; null while in service. */
  suspendedFrom: Date | null
  /** Counts the changes of the employee's charges, so that two at once meet here. */
  chargesChanged?: number
  /** Grows with each change; its ETag. */
  version: number
}

export const employeeCollection = declare<EmployeeRow>(
  'employees',
  {
    _id: String,
    temporary: { type: Boolean, default: false },
    name: { type: String, required: true },
    nameMl: { type: String, default: '' },
    phone: { type: String, default: '' },
    email: { type: String, default: '' },
    bySms: { type: Boolean, default: true },
    whatsappTo: { type: String, default: '' },
    whatsappSince: { type: Date, default: null },
    formerly: [String],
    suspendedFrom: { type: Date, default: null },
    chargesChanged: Number,
    version: { type: Number, default: 1 },
  },
  [[{ formerly: 1 }]],
)
