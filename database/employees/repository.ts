// Names of employees, for screens; never for logs.

import type { Connection } from 'mongoose'
import type { Employee } from '../../domain/office/charge'
import { modelOf } from '../model'
import { employeeSchema, type EmployeeRow } from './schema'

export function employeeRepository(connection: Connection) {
  const model = modelOf<EmployeeRow>(connection, 'employees', employeeSchema)
  return {
    async byPens(pens: readonly string[]): Promise<Map<string, Employee>> {
      const rows = await model.collection.find({ _id: { $in: pens } } as never).toArray()
      return new Map(rows.map((row) => [String(row._id), asEmployee(row as unknown as EmployeeRow)]))
    },

    async save(employees: readonly Employee[]): Promise<void> {
      if (employees.length === 0) return
      await model.bulkWrite(
        employees.map(({ pen, ...rest }) => ({
          updateOne: { filter: { _id: pen }, update: { $set: rest }, upsert: true },
        })) as never,
        { ordered: false },
      )
    },
  }
}

export type EmployeeRepository = ReturnType<typeof employeeRepository>

function asEmployee({ _id, ...rest }: EmployeeRow): Employee {
  return { pen: _id, ...rest }
}
