// Accounts by login.

import type { Connection } from 'mongoose'
import type { Role } from '../../../domain/access/account/roles'
import { collectionOf } from '../../common/collection'
import { accountCollection, type AccountRow } from './schema'

export type Account = Omit<AccountRow, '_id'> & { login: string }

export function accountRepository(connection: Connection) {
  const collection = collectionOf(connection, accountCollection)
  return {
    async byLogin(login: string): Promise<Account | null> {
      const row = await collection.findOne({
        _id: login.toLowerCase(),
      })
      if (!row) return null
      const { _id, ...rest } = row
      return { login: _id, ...rest }
    },

    /** What the accounts of the employee, open or closed, may do; null for an employee without account. */
    async rolesOf(employee: string): Promise<Role[] | null> {
      const rows = await collection.find({ employee }, { projection: { roles: 1 } }).toArray()
      return rows.length === 0 ? null : rows.flatMap((row) => row.roles)
    },

    /** Adds an account; one that is there keeps its password and roles. */
    async add(account: Account): Promise<void> {
      const { login, ...rest } = account
      await collection.updateOne({ _id: login.toLowerCase() }, { $setOnInsert: rest }, { upsert: true })
    },

    async setLanguage(login: string, language: Account['language']): Promise<void> {
      await collection.updateOne({ _id: login }, { $set: { language } })
    },
  }
}

export type AccountRepository = ReturnType<typeof accountRepository>
