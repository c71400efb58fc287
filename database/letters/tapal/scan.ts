// All tapals one after the other, for who compares the record with itself.

import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Rows } from '../../common/collection'
import { pagesOf } from '../../common/scan'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

/** A tapal, and how far the audit log has it. */
export type ScannedTapal = Tapal & Pick<TapalRow, 'followed' | 'followedTo'>

/** The part of the repository that goes through all tapals. */
export function tapalScan(collection: Rows<TapalRow>) {
  return {
    /** Pages of whole rows. */
    async *scan(limit: number): AsyncGenerator<ScannedTapal[]> {
      for await (const rows of pagesOf(collection, limit))
        yield rows.map((row) => ({
          ...asTapal(row),
          followed: row.followed,
          followedTo: row.followedTo,
        }))
    },

    /** Of these dispatches, for how many tapals there are and how many owe something. */
    async sums(dispatches: readonly string[]): Promise<Map<string, { tapals: number; owing: number }>> {
      const rows = await collection
        .aggregate<{ _id: string; tapals: number; owing: number }>([
          { $match: { dispatch: { $in: [...dispatches] } } },
          { $group: { _id: '$dispatch', tapals: { $sum: 1 }, owing: { $sum: { $cond: ['$owes', 1, 0] } } } },
        ])
        .toArray()
      return new Map(rows.map(({ _id, ...sums }) => [_id, sums]))
    },
  }
}
