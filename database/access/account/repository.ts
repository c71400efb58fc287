// Accounts by login.

import type { Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import { isDuplicateKey } from '../../common/errors'
import type { Session } from '../../common/transaction'
import type { Role } from '../../../domain/access/account/roles'
import { collectionOf } from '../../common/collection'
import { accountCollection, type AccountRow } from './schema'

export type Account = Omit<AccountRow, '_id'> & { login: string }

/** Accounts by login; logins that differ only in case are the same. */
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

    /** The employees who can sign in with this role, a few hundred at most. */
    async employeesWith(role: Role): Promise<string[]> {
      const options = { projection: { employee: 1 }, limit: 500, sort: { _id: 1 } } as const
      const rows = await collection.find({ roles: role, active: true }, options).toArray()
      return [...new Set(rows.map(({ employee }) => employee))]
    },

    /** Whether somebody with this role can sign in. */
    async hasActive(role: Role): Promise<boolean> {
      return (await collection.findOne({ roles: role, active: true }, { projection: { _id: 1 } })) !== null
    },

    /** Adds an account; one that is there keeps its password and roles. */
    async add(account: Account): Promise<void> {
      const { login, ...rest } = account
      await collection.updateOne({ _id: login.toLowerCase() }, { $setOnInsert: rest }, { upsert: true })
    },

    /** Whether the employee has an account, open or closed, as the transaction sees it. */
    async existsFor(employee: string, session: Session): Promise<boolean> {
      return (await collection.findOne({ employee }, { session, projection: { _id: 1 } })) !== null
    },

    /** Opens a new account; throws KcsError `login-taken`. */
    async open({ login, ...rest }: Account, session: Session): Promise<void> {
      try {
        await collection.insertOne({ _id: login.toLowerCase(), ...rest }, { session })
      } catch (error) {
        if (isDuplicateKey(error)) throw new KcsError('login-taken')
        throw error
      }
    },

    /** Opens or closes the accounts of the employee. */
    async setActive(employee: string, active: boolean, session: Session): Promise<void> {
      await collection.updateMany({ employee }, { $set: { active } }, { session })
    },

    /** The accounts of an employee go on under another number. */
    async renumber(from: string, to: string, session: Session): Promise<void> {
      await collection.updateMany({ employee: from }, { $set: { employee: to } }, { session })
    },

    async setLanguage(login: string, language: Account['language']): Promise<void> {
      await collection.updateOne({ _id: login }, { $set: { language } })
    },
  }
}
