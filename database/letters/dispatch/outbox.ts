// The outbox, and what else the duties look for: dispatches whose run is not started, not told, or lost.

import { inBatches } from '../../common/coalesce'
import type { Rows } from '../../common/collection'
import { type Window, windowOf, type WindowStart } from '../../common/window'
import { type DispatchRow, LETTERS_AT_ONCE, NOT_ENDED } from './schema'

type DropFirst<List extends unknown[]> = List extends [unknown, ...infer Rest] ? Rest : never

/** The part of the repository that finds dispatches of which a duty has something to do. */
export function dispatchOutbox(collection: Rows<DispatchRow>) {
  const idsIn = async (...asked: DropFirst<Parameters<typeof windowOf>>): Promise<Window<string>> => {
    const { items, next } = await windowOf(collection, ...asked)
    return { items: items.map(({ _id }) => _id), next }
  }
  const markStarted = inBatches(async (ids: readonly string[]): Promise<undefined[]> => {
    await collection.updateMany(
      { _id: { $in: ids }, started: false },
      {
        $set: { started: true },
      },
    )
    return ids.map(() => undefined)
  }, LETTERS_AT_ONCE)

  return {
    /** Notes that the workflow was started; the row leaves the outbox. */
    markStarted: (id: string): Promise<void> => markStarted(id),

    /** How many dispatches wait for their workflow, counted up to 100,000. */
    outboxSize: (): Promise<number> => collection.countDocuments({ started: false }, { limit: 100_000 }),

    /** When the oldest of them was accepted; null where none waits. */
    async outboxSince(): Promise<Date | null> {
      const projection = { acceptedAt: 1, _id: 0 }
      const row = await collection.findOne({ started: false }, { sort: { acceptedAt: 1 }, projection })
      return row?.acceptedAt ?? null
    },

    /** Accepted before the instant and not started, in the order of acceptance. */
    notStarted: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ started: false }, { field: 'acceptedAt', before }, reading),

    /** Accepted before the instant, started, and not resolved: their run hangs, or is lost. */
    stalled: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ state: 'accepted', started: true }, { field: 'acceptedAt', before }, reading),

    /** Recalled before the instant, not ended, and not told by the sweep: their run may not have heard of it. */
    recalledAndOpen: (before: Date, reading: WindowStart): Promise<Window<string>> =>
      idsIn({ state: { $in: NOT_ENDED }, 'recall.told': null }, { field: 'recall.at', before }, reading),

    /** Which of these dispatches there are, and whether each has ended. */
    async ended(ids: readonly string[]): Promise<Map<string, boolean>> {
      const rows = await collection.find({ _id: { $in: [...ids] } }, { projection: { state: 1 } }).toArray()
      return new Map(rows.map(({ _id, state }) => [_id, !NOT_ENDED.includes(state)]))
    },

    /** Ids of dispatches that have not ended, in order, above a given id; for the rebuild after a lost Temporal. */
    async inProgress(above: string, limit: number): Promise<string[]> {
      const rows = await collection
        .find(
          { state: { $in: NOT_ENDED }, _id: { $gt: above } },
          {
            sort: { _id: 1 },
            limit,
            projection: { _id: 1 },
          },
        )
        .toArray()
      return rows.map((row) => String(row._id))
    },
  }
}
