// The head of the chain of the audit log, which one process at a time moves on, and its signed roots.

import type { Connection } from 'mongoose'
import { EMPTY, type Head, type Root, type Signed } from '../../../domain/access/audit/chain'
import { collectionOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import type { Session } from '../../common/transaction'
import { auditRootCollection, type AuditRootRow } from './schema'

export type SignedRoot = Root & Signed

const HEAD = 'head'

/** Head and signed roots of the chain; the head moves only within a transaction that has taken it. */
export function auditRootRepository(connection: Connection) {
  const rows = collectionOf(connection, auditRootCollection)
  const rowOf = auditRootCollection.withDefaults
  return {
    /** The place that the chain has reached. */
    async head(): Promise<Head> {
      const row = await rows.findOne({ _id: HEAD })
      return row ? headOf(rowOf(row)) : EMPTY
    },

    /** The same within a transaction that moves it: of those that take it at the same time one goes on, and the others are repeated after it. */
    async takeHead(session: Session): Promise<Head> {
      const row = await rows.findOneAndUpdate(
        { _id: HEAD },
        { $inc: { turns: 1 }, $setOnInsert: { number: 0, ...EMPTY } },
        { upsert: true, returnDocument: 'after', session },
      )
      return row ? headOf(rowOf(row)) : EMPTY
    },

    async moveHead({ sequence, hash }: Head, session: Session): Promise<void> {
      await rows.updateOne({ _id: HEAD }, { $set: { sequence, hash } }, { session })
    },

    /** Keeps a root; one of that number that is there already stays, and `false` is returned. */
    async add(root: SignedRoot): Promise<boolean> {
      try {
        await rows.insertOne({ _id: String(root.number), turns: 0, ...root })
        return true
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    /** The newest root, or null. */
    async newest(): Promise<SignedRoot | null> {
      const [row] = await rows.find({ number: { $gt: 0 } }, { sort: { number: -1 }, limit: 1 }).toArray()
      return row ? signedRootOf(rowOf(row)) : null
    },

    /** Roots in their order, above the given number. */
    async page(above: number, limit: number): Promise<SignedRoot[]> {
      const rootRows = await rows
        .find({ number: { $gt: Math.max(above, 0) } }, { sort: { number: 1 }, limit })
        .toArray()
      return rootRows.map((row) => signedRootOf(rowOf(row)))
    },
  }
}

function headOf({ sequence, hash }: AuditRootRow): Head {
  return { sequence, hash }
}

function signedRootOf({ number, sequence, hash, at, previous, key, signature }: AuditRootRow): SignedRoot {
  return { number, sequence, hash, at: at ?? new Date(0), previous, key, signature }
}
