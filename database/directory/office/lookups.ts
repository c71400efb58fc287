// Looking offices up: pages of them, and all that a card shows of one, each in one round trip.

import type { Connection } from 'mongoose'
import { factsAt } from '../../../domain/directory/office/facts'
import type { Office } from '../../../domain/directory/office/office'
import type { EndpointState } from '../../../domain/letters/endpoint/endpoint'
import { collectionOf } from '../../common/collection'
import { type HeldFields, type HeldSeat, heldSeats, heldStages } from '../seat/held'
import type { SeatRow } from '../seat/schema'
import { asOffice, officeCollection, type OfficeRow } from './schema'

/** Seats of one office that a card shows. */
const SEATS = 500

export interface OfficeFilter {
  /** The beginning of a code or a part of a name, literally. */
  text?: string
  /** Offices with one of these codes. */
  codes?: readonly string[]
  /** Null is the top. */
  parent?: string | null
  kind?: string
  district?: string
  department?: string
}

/** An office with how many stand directly below it. */
export interface ListedOffice extends Office {
  children: number
}

export interface OfficeCard {
  office: Office
  /** Those above it as of the instant, the topmost first. */
  ancestors: { code: string; name: string; nameMl: string }[]
  children: number
  seats: HeldSeat[]
  /** State of each endpoint that its profiles name. */
  health: Map<string, EndpointState>
}

const CHILDREN = {
  $lookup: {
    from: 'offices',
    localField: '_id',
    foreignField: 'parent',
    pipeline: [{ $count: 'count' }],
    as: 'children',
  },
}
const counted = (children: { count: number }[]) => children[0]?.count ?? 0

export function officeLookups(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  return {
    /** A page of offices by code; every condition that is given holds. */
    async list(
      where: OfficeFilter,
      page: { limit: number; above?: string },
    ): Promise<{ items: ListedOffice[]; next: string | null }> {
      const rows = await collection
        .aggregate<OfficeRow & { children: { count: number }[] }>(
          [
            {
              $match: {
                $and: [conditions(where), page.above === undefined ? {} : { _id: { $gt: page.above } }],
              },
            },
            { $sort: { _id: 1 } },
            { $limit: page.limit + 1 },
            CHILDREN,
          ],
          { maxTimeMS: 3000 },
        )
        .toArray()
      const items = rows
        .slice(0, page.limit)
        .map(({ children, ...row }) => ({ ...asOffice(row), children: counted(children) }))
      return { items, next: rows.length > page.limit ? items[items.length - 1]!.code : null }
    },

    /** Everything that is shown of an office as of the instant, or null if there is none of that code. */
    async card(code: string, at: Date): Promise<OfficeCard | null> {
      const [row] = await collection
        .aggregate<OfficeRow & Joined>([{ $match: { _id: code } }, ...cardStages(at)])
        .toArray()
      if (!row) return null
      const { seats, line, charges, employees, above, children, endpoints, ...rest } = row
      const names = new Map(above.map(({ _id, name, nameMl }) => [_id, { code: _id, name, nameMl }]))
      const office = asOffice(rest)
      return {
        office,
        ancestors: factsAt(office, at).path.map(
          (one) => names.get(one) ?? { code: one, name: one, nameMl: one },
        ),
        children: counted(children),
        seats: heldSeats(seats, { line, charges, employees }, at),
        health: new Map(endpoints.map(({ _id, state }) => [_id, state])),
      }
    },
  }
}

interface Joined extends HeldFields {
  seats: SeatRow[]
  above: { _id: string; name: string; nameMl: string }[]
  children: { count: number }[]
  endpoints: { _id: string; state: EndpointState }[]
}

function cardStages(at: Date): Record<string, unknown>[] {
  const living = [
    { $or: [{ activeFrom: null }, { activeFrom: { $lte: at } }] },
    { $or: [{ activeUntil: null }, { activeUntil: { $gt: at } }] },
  ]
  // Of its earlier places too: which of them holds as of the instant is decided where the facts are known.
  const union = { input: '$earlier.path', initialValue: '$path', in: { $setUnion: ['$$value', '$$this'] } }
  const join = (from: string, localField: string, foreignField: string, pipeline: object[], as: string) => ({
    $lookup: { from, localField, foreignField, pipeline, as },
  })
  const seats = [{ $match: { $and: living } }, { $sort: { _id: 1 } }, { $limit: SEATS }]
  return [
    join('seats', '_id', 'office', seats, 'seats'),
    ...heldStages(at),
    { $set: { places: { $reduce: union } } },
    join('offices', 'places', '_id', [{ $project: { name: 1, nameMl: 1 } }], 'above'),
    { $unset: 'places' },
    CHILDREN,
    join('endpoints', 'profiles.ways.endpoint', '_id', [{ $project: { state: 1 } }], 'endpoints'),
  ]
}

function conditions({ text = '', codes, parent, ...facts }: OfficeFilter): Record<string, unknown> {
  const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const given = Object.entries(facts).filter(([, value]) => value !== undefined)
  const named = {
    $or: [
      { _id: { $regex: `^${pattern}`, $options: 'i' } },
      { name: { $regex: pattern, $options: 'i' } },
      { nameMl: { $regex: pattern } },
    ],
  }
  return {
    ...Object.fromEntries(given),
    ...(parent === undefined ? {} : { parent }),
    ...(codes === undefined ? {} : { _id: { $in: codes } }),
    ...(text === '' ? {} : named),
  }
}
