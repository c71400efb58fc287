// Accounts by login.

import type { Connection } from 'mongoose'
import type { Role } from '../../../domain/access/account/roles'
import { modelOf } from '../../common/model'
import { accountSchema, type AccountRow } from './schema'

export type Account = Omit<AccountRow, '_id'> & { login: string }

export function accountRepository(connection: Connection) {
  const model = modelOf<AccountRow>(connection, 'accounts', accountSchema)
  return {
    async byLogin(login: string): Promise<Account | null> {
      const row = (await model.collection.findOne({
        _id: login.toLowerCase(),
      } as never)) as unknown as AccountRow | null
      if (!row) return null
      const { _id, ...rest } = row
      return { login: _id, ...rest }
    },

    /** What the accounts of the employee, open or closed, may do; null for an employee without account. */
    async rolesOf(employee: string): Promise<Role[] | null> {
      const rows = await model.collection.find({ employee } as never, { projection: { roles: 1 } }).toArray()
      return rows.length === 0 ? null : rows.flatMap((row) => (row as unknown as AccountRow).roles)
    },

    /** Adds an account; one that is there keeps its password and roles. */
    async add(account: Account): Promise<void> {
      const { login, ...rest } = account
      await model.collection.updateOne(
        { _id: login.toLowerCase() } as never,
        { $setOnInsert: rest } as never,
        { upsert: true },
      )
    },

    async setLanguage(login: string, language: Account['language']): Promise<void> {
      await model.collection.updateOne({ _id: login } as never, { $set: { language } })
    },
  }
}

export type AccountRepository = ReturnType<typeof accountRepository>
