// Employees by their number: names for screens, never for logs; and the number that takes a temporary one's place.

import type { Connection } from 'mongoose'
import type { Employee } from '../../../domain/directory/charge/charge'
import { KcsError } from '../../../domain/common/error'
import { isDuplicateKey } from '../../common/errors'
import { collectionOf } from '../../common/collection'
import type { Session } from '../../common/transaction'
import type { ChangeNote } from '../../access/audit/entry'
import { versionedRows } from '../../common/versioned'
import { employeeCollection, type EmployeeRow } from './schema'

/** An employee as kept, with what KCS itself knows of the service. */
export interface EmployeeRecord extends Employee {
  formerly: string[]
  suspendedFrom: Date | null
  version: number
}

/** Employees, found by their present number and by their former ones. */
export function employeeRepository(connection: Connection) {
  const collection = collectionOf(connection, employeeCollection)
  const rows = versionedRows(connection, employeeCollection, 'employee')

  const byPens = async (pens: readonly string[]): Promise<Map<string, EmployeeRecord>> => {
    const employeeRows = await collection
      .find({ $or: [{ _id: { $in: pens } }, { formerly: { $in: pens } }] })
      .toArray()
    const employees = employeeRows.map((row) => asEmployee(row))
    return new Map(employees.flatMap((one) => [one.pen, ...one.formerly].map((pen) => [pen, one] as const)))
  }

  return {
    /** Employees by their numbers; also by the temporary ones they had before. */
    byPens,

    byPen: async (pen: string): Promise<EmployeeRecord | null> => (await byPens([pen])).get(pen) ?? null,

    /** Writes the facts of employees as they are given; the same again changes nothing. */
    async save(employees: readonly Employee[]): Promise<void> {
      if (employees.length === 0) return
      await collection.bulkWrite(
        employees.map(({ pen, temporary, name, nameMl, phone, email, ...choice }) => ({
          updateOne: {
            filter: { _id: pen },
            update: {
              $set: { temporary, name, nameMl, phone, email },
              $setOnInsert: { ...choice, formerly: [], suspendedFrom: null, version: 1 },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    },

    /** Enters a new employee; throws KcsError `exists-already`. */
    async add({ pen, ...facts }: Employee, change: ChangeNote): Promise<EmployeeRecord> {
      if (await byPens([pen]).then((employeesByPen) => employeesByPen.size > 0))
        throw new KcsError('exists-already')
      const row = { _id: pen, ...facts, formerly: [], suspendedFrom: null, version: 1 }
      return asEmployee(await rows.add(row, change))
    },

    /** Changes name, contact or choice on the version it was made for; throws KcsError `not-found`, `version-stale`. */
    async change(
      pen: string,
      version: number,
      facts: Partial<Omit<Employee, 'pen' | 'temporary'>>,
      change: ChangeNote,
    ): Promise<EmployeeRecord> {
      return asEmployee(await rows.change(pen, version, (row) => ({ ...row, ...facts }), change))
    },

    /** Takes the employee for a change of charges or access: of two at once the other is repeated after this one. */
    async take(pen: string, session: Session): Promise<EmployeeRecord | null> {
      const row = await collection.findOneAndUpdate(
        { _id: pen },
        { $inc: { chargesChanged: 1 } },
        { session },
      )
      return row && asEmployee(row)
    },

    async setSuspended(pen: string, suspendedFrom: Date | null, session: Session): Promise<void> {
      await collection.updateOne({ _id: pen }, { $set: { suspendedFrom } }, { session })
    },

    /**
     * Puts the number that was issued in place of the temporary one, which goes to `formerly`; null where there is no
     * such employee. Throws KcsError `exists-already`.
     */
    async renumber(temporary: string, pen: string, session: Session): Promise<EmployeeRecord | null> {
      const deletedRow = await collection.findOneAndDelete({ _id: temporary }, { session })
      if (!deletedRow) return null
      const old = employeeCollection.withDefaults(deletedRow)
      const formerly = [...old.formerly, temporary]
      const row = { ...old, _id: pen, temporary: false, formerly, version: old.version + 1 }
      try {
        await collection.insertOne(row, { session })
      } catch (error) {
        if (isDuplicateKey(error)) throw new KcsError('exists-already')
        throw error
      }
      return asEmployee(row)
    },
  }
}

function asEmployee(row: EmployeeRow): EmployeeRecord {
  const { _id, temporary, name, nameMl, phone, email, ...rest } = employeeCollection.withDefaults(row)
  const { bySms, whatsappTo, whatsappSince, formerly, suspendedFrom, version } = rest
  const facts = { pen: _id, temporary, name, nameMl, phone, email }
  return { ...facts, bySms, whatsappTo, whatsappSince, formerly, suspendedFrom, version }
}
