// Looking offices up: pages of them, and one with its place, each in one round trip.

import type { Connection } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'
import { collectionOf } from '../../common/collection'
import { type Page, pageIn, type RisingPage } from '../../common/page'
import { asOffice, officeCollection, type OfficeRow } from './schema'

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

/** An office as it is named. */
export type OfficeName = Pick<Office, 'code' | 'name' | 'nameMl'>

/** An office with its place. */
export interface PlacedOffice {
  office: Office
  /** How many stand directly below it. */
  children: number
  /** The names of all that stand above it, or once stood. */
  above: Map<string, OfficeName>
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
type NameRow = Pick<OfficeRow, '_id' | 'name' | 'nameMl'>
/** Of its earlier places too: which of them holds as of an instant is decided where the facts are known. */
const ABOVE = [
  {
    $set: {
      places: {
        $reduce: { input: '$earlier.path', initialValue: '$path', in: { $setUnion: ['$$value', '$$this'] } },
      },
    },
  },
  {
    $lookup: {
      from: 'offices',
      localField: 'places',
      foreignField: '_id',
      pipeline: [{ $project: { name: 1, nameMl: 1 } }],
      as: 'above',
    },
  },
  { $unset: 'places' },
]
const countOf = (children: { count: number }[]) => children[0]?.count ?? 0

/** The part of the repository that lists offices and shows one in its place. */
export function officeLookups(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  return {
    /** A page of offices by code; every condition that is given holds. */
    async list(where: OfficeFilter, page: RisingPage): Promise<Page<ListedOffice>> {
      const rows = collection.aggregate<OfficeRow & { children: { count: number }[] }>(
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
      return pageIn(rows, page.limit, ({ children, ...row }) => ({
        ...asOffice(row),
        children: countOf(children),
      }))
    },

    /** The office with its place, or null if there is none of that code. */
    async placed(code: string): Promise<PlacedOffice | null> {
      const [placedRow] = await collection
        .aggregate<OfficeRow & { above: NameRow[]; children: { count: number }[] }>([
          { $match: { _id: code } },
          ...ABOVE,
          CHILDREN,
        ])
        .toArray()
      if (!placedRow) return null
      const { above, children, ...row } = placedRow
      const names = above.map(({ _id, name, nameMl }) => ({ code: _id, name, nameMl }))
      return {
        office: asOffice(row),
        children: countOf(children),
        above: new Map(names.map((one) => [one.code, one])),
      }
    },
  }
}

function conditions({ text = '', codes, parent, ...facts }: OfficeFilter): Record<string, unknown> {
  const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const factsAsked = Object.entries(facts).filter(([, value]) => value !== undefined)
  const matchesText = {
    $or: [
      { _id: { $regex: `^${pattern}`, $options: 'i' } },
      { name: { $regex: pattern, $options: 'i' } },
      { nameMl: { $regex: pattern } },
    ],
  }
  return {
    ...Object.fromEntries(factsAsked),
    ...(parent === undefined ? {} : { parent }),
    ...(codes === undefined ? {} : { _id: { $in: codes } }),
    ...(text === '' ? {} : matchesText),
  }
}
