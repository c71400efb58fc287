// One-time codes for the first sign-in: one for an employee, of which only the hash is kept.

import type { Connection } from 'mongoose'
import type { Role } from '../../../domain/access/account/roles'
import { collectionOf } from '../../common/collection'
import type { Session } from '../../common/transaction'
import { signInCodeCollection } from './schema'

/** Wrong tries after which a code is worth nothing. */
const TRIES = 5

export interface SignInCode {
  pen: string
  hash: string
  issuedBy: string
  expiresAt: Date
  /** What the account that is opened with it may do; an officer's unless it says more. */
  roles?: Role[]
}

/** One-time codes; only the hash of a code is stored. */
export function signInCodeRepository(connection: Connection) {
  const collection = collectionOf(connection, signInCodeCollection)
  return {
    /** Keeps a new code in place of an older one. */
    async keep(
      { pen, hash, issuedBy, expiresAt, roles = ['officer'] }: SignInCode,
      session: Session,
    ): Promise<void> {
      const set = { hash, failures: 0, issuedBy, expiresAt, roles }
      await collection.updateOne({ _id: pen }, { $set: set }, { upsert: true, session })
    },

    /** The hash to try a code against, counted as a failure until it proves right; null when there is none to try. */
    async toTry(pen: string, now: Date): Promise<string | null> {
      const row = await collection.findOneAndUpdate(
        { _id: pen, failures: { $lt: TRIES }, expiresAt: { $gt: now } },
        { $inc: { failures: 1 } },
      )
      return row?.hash ?? null
    },

    /** The try was right and is no failure; the login that was chosen with it may still be taken. */
    async wasRight({ pen, hash }: Pick<SignInCode, 'pen' | 'hash'>): Promise<void> {
      await collection.updateOne({ _id: pen, hash }, { $inc: { failures: -1 } })
    },

    /** Uses the code up and returns what its account may do; null where it was used or replaced meanwhile. */
    async use({ pen, hash }: Pick<SignInCode, 'pen' | 'hash'>, session: Session): Promise<Role[] | null> {
      const row = await collection.findOneAndDelete({ _id: pen, hash }, { session })
      return row === null ? null : signInCodeCollection.withDefaults(row).roles
    },

    /** A code that opens an account with the role and can still be used, or null. */
    async usableFor(role: Role, now: Date): Promise<{ pen: string; expiresAt: Date } | null> {
      const row = await collection.findOne({
        roles: role,
        failures: { $lt: TRIES },
        expiresAt: { $gt: now },
      })
      return row && { pen: row._id, expiresAt: row.expiresAt }
    },

    async withdraw(pen: string, session: Session): Promise<void> {
      await collection.deleteOne({ _id: pen }, { session })
    },
  }
}
