// Employees by their number: names for screens, never for logs; and the number that takes a temporary one's place.

import type { Connection } from 'mongoose'
import { accountCollection } from '../../access/account/schema'
import { chargeLedger } from '../charge/ledger'
import { chargeCollection } from '../charge/schema'
import type { Employee } from '../../../domain/directory/charge/charge'
import { KcsError } from '../../../domain/common/error'
import type { Actor } from '../../../domain/letters/tapal/event'
import { isDuplicateKey } from '../../common/errors'
import { handoverCollection } from '../handover/schema'
import { collectionOf } from '../../common/collection'
import { sessionCollection } from '../../access/session/schema'
import { inTransaction } from '../../common/transaction'
import type { ChangeNote } from '../../access/audit/entry'
import { versionedRows } from '../../common/versioned'
import { employeeCollection, type EmployeeRow } from './schema'

/** An employee as kept, with what KCS itself knows of the service. */
export interface EmployeeRecord extends Employee {
  formerly: string[]
  suspendedFrom: Date | null
  version: number
}

export function employeeRepository(connection: Connection) {
  const collection = collectionOf(connection, employeeCollection)
  const rows = versionedRows(connection, employeeCollection, 'employee')
  const ledger = chargeLedger(connection)

  const byPens = async (pens: readonly string[]): Promise<Map<string, EmployeeRecord>> => {
    const found = await collection
      .find({ $or: [{ _id: { $in: pens } }, { formerly: { $in: pens } }] })
      .toArray()
    const employees = found.map((row) => asEmployee(row))
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
        employees.map(({ pen, temporary, name, nameMl, phone, email }) => ({
          updateOne: {
            filter: { _id: pen },
            update: {
              $set: { temporary, name, nameMl, phone, email },
              $setOnInsert: { formerly: [], suspendedFrom: null, version: 1 },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    },

    /** Enters a new employee; throws KcsError `exists-already`. */
    async add({ pen, ...facts }: Employee, change: ChangeNote): Promise<EmployeeRecord> {
      if (await byPens([pen]).then((found) => found.size > 0)) throw new KcsError('exists-already')
      const row = { _id: pen, ...facts, formerly: [], suspendedFrom: null, version: 1 }
      return asEmployee(await rows.add(row, change))
    },

    /** Changes name or contact on the version it was made for; throws KcsError `not-found`, `version-stale`. */
    async change(
      pen: string,
      version: number,
      facts: Partial<Omit<Employee, 'pen' | 'temporary'>>,
      change: ChangeNote,
    ): Promise<EmployeeRecord> {
      return asEmployee(await rows.change(pen, version, (row) => ({ ...row, ...facts }), change))
    },

    /**
     * Gives the number that was issued in place of the temporary one: charges, accounts and sessions go on under it,
     * and what was done under the old one keeps its name. The same again changes nothing. Throws KcsError
     * `employee-unknown`, `not-temporary`, `exists-already`.
     */
    async issueNumber(
      temporary: string,
      pen: string,
      entered: { actor: Actor; at: Date },
    ): Promise<EmployeeRecord> {
      const done = (await byPens([pen])).get(pen)
      if (done?.formerly.includes(temporary)) return done
      try {
        return await inTransaction(connection, async (session) => {
          const old = await ledger.takeEmployee(temporary, session)
          if (!old.temporary) throw new KcsError('not-temporary')
          const row: EmployeeRow = {
            ...old,
            _id: pen,
            temporary: false,
            formerly: [...(old.formerly ?? []), temporary],
            version: (old.version ?? 1) + 1,
          }
          await collection.deleteOne({ _id: temporary }, { session })
          await collection.insertOne(row, { session })
          const held = { employee: temporary }
          const now = { $set: { employee: pen } }
          await collectionOf(connection, chargeCollection).updateMany(held, now, {
            session,
          })
          await collectionOf(connection, accountCollection).updateMany(held, now, {
            session,
          })
          await collectionOf(connection, sessionCollection).updateMany(held, now, {
            session,
          })
          const handovers = collectionOf(connection, handoverCollection)
          for (const side of ['from', 'to', 'givenBy'])
            await handovers.updateMany({ [side]: temporary }, { $set: { [side]: pen } }, { session })
          await ledger.noteEmployee(pen, { what: 'number-issued', ...entered }, session)
          return asEmployee(row)
        })
      } catch (error) {
        if (isDuplicateKey(error)) throw new KcsError('exists-already')
        throw error
      }
    },
  }
}

export type EmployeeRepository = ReturnType<typeof employeeRepository>

function asEmployee(row: EmployeeRow): EmployeeRecord {
  const { _id, temporary, name, nameMl, phone, email, formerly, suspendedFrom, version } = row
  const facts = { pen: _id, temporary, name, nameMl, phone, email }
  return {
    ...facts,
    formerly: formerly ?? [],
    suspendedFrom: suspendedFrom ?? null,
    version: version ?? 1,
  }
}
