// Scans of documents: who is at one, and what came of it.

import type { Rows } from '../../common/collection'
import type { Session } from '../../common/transaction'
import type { Scan } from '../../../domain/letters/document/scan'
import type { DocumentRow } from './schema'

/** The part of the repository for scans. */
export function documentScans(collection: Rows<DocumentRow>) {
  return {
    /** Takes the scan of a document until an instant, or holds it longer, unless another is at it; returns whether it did. */
    async beginScan(
      sha256: string,
      { by, now, until }: { by: string; now: Date; until: Date },
    ): Promise<boolean> {
      const free = { $or: [{ scanning: null }, { 'scanning.until': { $lte: now } }, { 'scanning.by': by }] }
      const result = await collection.updateOne(
        { _id: sha256, ...free },
        { $set: { scanning: { by, until } } },
      )
      return result.matchedCount === 1
    },

    /** Keeps the verdict of who holds the scan, and ends the scan; returns whether it was still theirs. */
    async endScan(sha256: string, by: string, scan: Scan, session?: Session): Promise<boolean> {
      const result = await collection.updateOne(
        { _id: sha256, 'scanning.by': by },
        { $set: { scan, scanning: null } },
        { ...(session ? { session } : {}) },
      )
      return result.modifiedCount === 1
    },

    /** Gives the scan back without a verdict. */
    async leaveScan(sha256: string, by: string): Promise<void> {
      await collection.updateOne({ _id: sha256, 'scanning.by': by }, { $set: { scanning: null } })
    },
  }
}
