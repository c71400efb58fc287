// What lies at the operator's desk: letters that have failed, or wait because something went wrong.

import type { mongo } from 'mongoose'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { TapalState } from '../../../domain/letters/tapal/states'
import type { DeskFilter, DeskState } from '../../../domain/operations/desk/desk'
import { deskStateOf } from '../../../domain/operations/desk/desk'
import type { Rows } from '../../common/collection'
import { DESK_INDEX, DESK_OF_ENDPOINT_INDEX, type TapalRow } from './schema'
import { asTapal } from './writes'

/** A letter as a list of the desk shows it; of its history only the newest entry. */
export interface DeskLetter {
  tapal: Tapal
  state: DeskState
  /** Code of what last went wrong. */
  code: string
}

/** What lies at the desk of one endpoint, of one state and cause. */
export interface DeskCount {
  endpoint: string
  state: DeskState
  code: string
  count: number
  /** When the oldest of them was accepted. */
  oldest: Date
}

/** Letters that wait to be handed over at an endpoint, also those that nothing has gone wrong with. */
export interface QueueCount {
  endpoint: string
  count: number
  oldest: Date
}

const PLACES: Record<DeskState, { states: TapalState[]; parked: boolean[] }> = {
  failed: { states: ['failed'], parked: [false] },
  parked: { states: ['routed', 'handed-over'], parked: [true] },
  waiting: { states: ['routed'], parked: [false] },
  'in-doubt': { states: ['handed-over'], parked: [false] },
}
const EVERYWHERE = { states: ['failed', 'routed', 'handed-over'], parked: [false, true] }

/** The part of the repository for the desk of the operator. */
export function tapalDesk(collection: Rows<TapalRow>) {
  return {
    /** Letters of the desk by rising id, which is by age, above the given one. */
    async atDesk(filter: DeskFilter, page: { above: string; limit: number }): Promise<DeskLetter[]> {
      const rows = await collection
        .find(
          { ...filterOf(filter), _id: { $gt: page.above } },
          {
            sort: { _id: 1 },
            limit: page.limit,
            batchSize: page.limit,
            hint: filter.endpoint === undefined ? DESK_INDEX : DESK_OF_ENDPOINT_INDEX,
            projection: { events: { $slice: -1 } },
          },
        )
        .toArray()
      return rows.flatMap((row) => {
        const letter = letterOf(row)
        return letter ? [letter] : []
      })
    },

    /** One letter with its whole history; `state` is null where it does not lie at the desk. */
    async deskLetter(id: string): Promise<{ tapal: Tapal; state: DeskState | null; code: string } | null> {
      const row = await collection.findOne({ _id: id })
      if (!row) return null
      return standingOf(row)
    },

    /** How many letters of each endpoint, or of one, lie at the desk, by state and cause. Reads the index alone. */
    async deskCounts(endpoint?: string): Promise<DeskCount[]> {
      const groups = await collection
        .aggregate<{
          _id: { endpoint: string; state: TapalState; parked: boolean; code: string }
          count: number
          oldest: Date
        }>(
          [
            { $match: filterOf({ endpoint }) },
            {
              $group: {
                _id: { endpoint: '$endpoint', state: '$state', parked: '$parked', code: '$trouble' },
                count: { $sum: 1 },
                oldest: { $min: '$createdAt' },
              },
            },
          ],
          { hint: DESK_OF_ENDPOINT_INDEX },
        )
        .toArray()
      return groups.flatMap(({ _id: { endpoint, code, ...place }, count, oldest }) => {
        const state = deskStateOf(place)
        return state ? [{ endpoint, state, code, count, oldest }] : []
      })
    },

    /** What waits to be handed over, by endpoint, or at one. */
    async queues(endpoint?: string): Promise<QueueCount[]> {
      const groups = await collection
        .aggregate<{ _id: string; count: number; oldest: Date }>(
          [
            { $match: { nextAttemptAt: { $type: 'date' }, ...(endpoint === undefined ? {} : { endpoint }) } },
            { $group: { _id: '$endpoint', count: { $sum: 1 }, oldest: { $min: '$createdAt' } } },
          ],
          { hint: { endpoint: 1, parked: 1, rank: -1, createdAt: 1 } },
        )
        .toArray()
      return groups.map(({ _id, ...queue }) => ({ endpoint: _id, ...queue }))
    },

    /** Of these letters those whose history has the key, with where they lie now. */
    async marked(
      ids: readonly string[],
      key: string,
    ): Promise<Pick<Tapal, 'id' | 'dispatch' | 'endpoint' | 'parked'>[]> {
      const rows = await collection
        .find(
          { _id: { $in: [...ids] }, 'events.key': key },
          { projection: { dispatch: 1, endpoint: 1, parked: 1 } },
        )
        .toArray()
      return rows.map(({ _id, dispatch, endpoint, parked }) => ({ id: _id, dispatch, endpoint, parked }))
    },
  }
}

/** How a row stands at the desk; `state` is null where it does not lie there. */
export function standingOf(row: TapalRow): { tapal: Tapal; state: DeskState | null; code: string } {
  return letterOf(row) ?? { tapal: asTapal(row), state: null, code: '' }
}

function letterOf(row: TapalRow): DeskLetter | null {
  const state = row.trouble ? deskStateOf(row) : null
  return state && { tapal: asTapal(row), state, code: row.trouble }
}

/** The conditions as the two indexes of the desk have them, so that only rows that are returned are read. */
export function filterOf(filter: DeskFilter): mongo.Filter<TapalRow> {
  const { state, endpoint, mechanism, code, office, since, until } = filter
  const { states, parked } = state === undefined ? EVERYWHERE : PLACES[state]
  const acceptedBetween = { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) }
  return {
    trouble: code === undefined ? { $gt: '' } : code,
    state: { $in: states },
    parked: { $in: parked },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(office === undefined ? {} : { office }),
    ...(since || until ? { createdAt: acceptedBetween } : {}),
  } as mongo.Filter<TapalRow>
}
