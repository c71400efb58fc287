// One-time codes for the first sign-in: one for an employee, of which only the hash is kept.

import type { Connection } from 'mongoose'
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
}

export function signInCodeRepository(connection: Connection) {
  const collection = collectionOf(connection, signInCodeCollection)
  return {
    /** Keeps a new code in place of an older one. */
    async keep({ pen, hash, issuedBy, expiresAt }: SignInCode, session: Session): Promise<void> {
      const set = { hash, failures: 0, issuedBy, expiresAt }
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

    /** Uses the code up; false where it was used or replaced meanwhile. */
    async use({ pen, hash }: Pick<SignInCode, 'pen' | 'hash'>, session: Session): Promise<boolean> {
      const { deletedCount } = await collection.deleteOne({ _id: pen, hash }, { session })
      return deletedCount === 1
    },
  }
}
