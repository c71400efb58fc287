// The ledger of a letter: counted off the keys of its index, and read page by page in its order.

import type { Connection, PipelineStage } from 'mongoose'
import type { LedgerEntry, LedgerFilter } from '../../../domain/letters/ledger/entry'
import type { TallyCell } from '../../../domain/letters/ledger/tally'
import { TAPAL_STATES } from '../../../domain/letters/tapal/states'
import { collectionOf, withId } from '../../common/collection'
import { type Page, pageIn, type RisingPage } from '../../common/page'
import { inTransaction } from '../../common/transaction'
import { filterOf, type TapalCondition } from './conditions'
import { LEDGER_INDEX, tapalCollection, type TapalRow } from './schema'

type Filter = Record<string, unknown>

const SHOWN = [
  ...['office', 'seat', 'district', 'department', 'purpose', 'state', 'mechanism', 'attempts', 'parked'],
  ...['owes', 'dueAt', 'level', 'inwardNumber', 'diary', 'deliveredAt', 'acknowledgedAt', 'addressedTo'],
]
const FIELDS = Object.fromEntries(SHOWN.map((field) => [field, 1]))
const IN_ORDER = { district: 1, office: 1, _id: 1 } as const

/** Every state is named, so that the index gives the rows of each in order, and the server merges them. */
export function inLedger(dispatch: string, { states, district, department, offices }: LedgerFilter): Filter {
  return {
    dispatch,
    state: { $in: [...(states ?? TAPAL_STATES)] },
    ...(district === undefined ? {} : { district }),
    ...(department === undefined ? {} : { department }),
    ...(offices === undefined ? {} : { office: { $in: [...offices] } }),
  }
}

/** Where a row stands in its ledger. A row of before districts were kept has none, and stands before all others. */
interface Place {
  _id: string
  office: string
  district?: string | null
}

/** What comes behind a row, part after part: each is a range of the index. */
function partsBehind({ _id, office, district = null }: Place): Filter[] {
  return [
    { district, office, _id: { $gt: _id } },
    { district, office: { $gt: office } },
    { district: district === null ? { $gte: '' } : { $gt: district } },
  ]
}

/** The part of the repository that reads ledgers. */
export function tapalLedger(connection: Connection, declaration = tapalCollection) {
  const collection = collectionOf(connection, declaration)
  return {
    /**
     * How many recipients have district, department, state and purpose in common, all at one instant. Reads the keys of the
     * index alone.
     */
    async tallyCells(dispatch: string): Promise<TallyCell[]> {
      const pipeline: PipelineStage[] = [
        { $match: { dispatch } },
        {
          $group: {
            _id: {
              district: { $ifNull: ['$district', ''] },
              department: { $ifNull: ['$department', ''] },
              state: '$state',
              purpose: '$purpose',
            },
            count: { $sum: 1 },
          },
        },
      ]
      // In a transaction, which sees one instant: else a row whose state changes meanwhile, and with it the place of its key,
      // is met twice or not at all.
      const rows = await inTransaction(connection, (session) =>
        collection
          .aggregate<{ _id: Omit<TallyCell, 'count'>; count: number }>(pipeline, {
            hint: LEDGER_INDEX,
            batchSize: 10_000,
            session,
          })
          .toArray(),
      )
      return rows.map(({ _id, count }) => ({ ..._id, count }))
    },

    /**
     * A page of the recipients by district, office and id, `above` the tapal of that id. No more documents are read than are
     * returned, and two.
     */
    async ledger(dispatch: string, filter: LedgerFilter, page: RisingPage): Promise<Page<LedgerEntry>> {
      const parts = await behind(dispatch, page.above)
      const rows = rowsOf(inLedger(dispatch, filter), parts, page.limit + 1)
      return pageIn(rows, page.limit, (row) => withId(tapalCollection.withDefaults(row)))
    },

    /** The ids of such a page, read off the keys of the index alone; `next` as there. */
    async ledgerIds(dispatch: string, filter: LedgerFilter, page: RisingPage): Promise<Page<string>> {
      const parts = await behind(dispatch, page.above)
      const rows = rowsOf(inLedger(dispatch, filter), parts, page.limit + 1, { _id: 1 })
      return pageIn(rows, page.limit, ({ _id }) => _id)
    },

    /** How many tapals in a ledger fulfil the condition. */
    countInLedger: (
      dispatch: string,
      filter: LedgerFilter,
      condition: TapalCondition = {},
    ): Promise<number> =>
      collection.countDocuments(
        { $and: [inLedger(dispatch, filter), filterOf(condition)] },
        { hint: LEDGER_INDEX },
      ),

    /** How many tapals of the dispatch have the key in their history. Reads every row of it. */
    countMarked: (dispatch: string, key: string): Promise<number> =>
      collection.countDocuments({ dispatch, 'events.key': key }, { hint: LEDGER_INDEX }),
  }

  async function behind(dispatch: string, above: string | undefined): Promise<Filter[]> {
    if (above === undefined) return [{}]
    const last = await collection.findOne<Place>(
      { _id: above, dispatch },
      { projection: { office: 1, district: 1 } },
    )
    return last ? partsBehind(last) : []
  }

  /** So many rows at most, part after part. */
  async function* rowsOf(
    filter: Filter,
    parts: readonly Filter[],
    most: number,
    projection: Record<string, unknown> = FIELDS,
  ): AsyncGenerator<TapalRow> {
    let left = most
    for (const part of parts) {
      if (left === 0) return
      const cursor = collection.find(
        { $and: [filter, part] },
        { sort: IN_ORDER, limit: left, batchSize: left, hint: LEDGER_INDEX, projection },
      )
      for await (const row of cursor) {
        left -= 1
        yield row
      }
    }
  }
}
