// Finding offices and seats as people type.

import type { Connection } from 'mongoose'
import type { DirectoryEntry } from '../../../domain/directory/search/entry'
import { type Question, readQuestion } from '../../../domain/directory/search/query'
import { districtOf, NEAR_ALL } from '../../../domain/directory/search/words'
import { collectionOf } from '../../common/collection'
import { searchCollection } from './schema'
import { searchUpkeep } from './upkeep'

/** Candidates that are looked at for each way to them; what stands high comes first. */
export const CANDIDATES = 75
/** Of those of the districts in question, which only go before others, so many are looked at. */
const NEAR_CANDIDATES = 30

export type Found = Pick<
  DirectoryEntry,
  'type' | 'id' | 'name' | 'nameMl' | 'kind' | 'district' | 'department' | 'office'
>

export interface SearchOptions {
  /** Name of the district whose rows go before others of the same rank; empty for none. */
  district: string
  limit: number
  now: Date
}

/** The search rows of offices and seats: keeping them up to date, and searching them. */
export function searchRepository(connection: Connection) {
  const collection = collectionOf(connection, searchCollection)
  return {
    ...searchUpkeep(connection),

    /** The district of the first of the seats and offices that lies in one; empty if none does. */
    async districtOf(seats: readonly string[], offices: readonly string[]): Promise<string> {
      const ids = [...seats.map((id) => `seat:${id}`), ...offices.map((code) => `office:${code}`)]
      const nearRows = { _id: { $in: ids }, near: { $gt: 0 } }
      const row = await collection.findOne(nearRows, { sort: { _id: 1 } })
      return row?.district ?? ''
    },

    /**
     * What has every word of the text as the beginning of one of its own, in any order: the one of that code first, what
     * has ended last, and between them those whose name begins so, the high before the low, the near before the far,
     * by name. One round trip; the work does not grow with the directory.
     */
    async search(text: string, { district, limit, now }: SearchOptions): Promise<Found[]> {
      const question = readQuestion(text)
      if (question === null) return []
      const near = districtOf(district)
      const [first, ...others] = waysTo(question, text.trim(), near)
      const pipeline = [
        ...first!,
        ...others.map((way) => ({ $unionWith: { coll: 'directory', pipeline: way } })),
        { $group: { _id: '$_id', row: { $first: '$$ROOT' } } },
        { $replaceWith: '$row' },
        { $set: order(text.trim(), near, now) },
        { $sort: { exact: -1, ended: 1, begins: -1, bears: -1, rank: 1, close: -1, name: 1, _id: 1 } },
        { $limit: limit },
        { $project: FOUND },
      ]
      return collection.aggregate<Found>(pipeline, { maxTimeMS: 3_000 }).toArray()
    },
  }
}

const SHOWN = { type: 1, id: 1, name: 1, nameMl: 1, kind: 1, district: 1, department: 1, office: 1 }
const FOUND = { _id: 0, ...SHOWN }
const SHORT = { ...SHOWN, near: 1, rank: 1, until: 1 }

/** The one of that code, and for each look-up the highest rows of the State and those of the districts in question. */
function waysTo(question: Question, code: string, near: number): Record<string, unknown>[][] {
  const codes = [...new Set([code, code.toUpperCase()])]
  const exact = [{ $match: { _id: { $in: codes.flatMap((one) => [`office:${one}`, `seat:${one}`]) } } }]
  const places = question.districts.length > 0 ? question.districts : near > 0 ? [near] : []
  const scopes = places.length > 0 ? [places, NEAR_ALL] : [NEAR_ALL]
  const scans = question.lookups.flatMap((keys) =>
    scopes.map((scope) => [
      { $match: { tokens: keys.length === 1 ? keys[0] : { $in: keys }, near: { $in: scope } } },
      { $sort: { rank: 1 } },
      { $limit: scope === NEAR_ALL ? CANDIDATES : NEAR_CANDIDATES },
      { $match: { $and: question.words.map(matching) } },
    ]),
  )
  // What is long in a row is left behind before rows are put beside each other.
  const begins = { $gte: [{ $indexOfBytes: ['$text', `|${question.text}`] }, 0] }
  const bears = { $and: question.words.filter(({ districts }) => districts.length > 0).map(bearing) }
  return [exact, ...scans].map((way) => [...way, { $project: { ...SHORT, begins, bears } }])
}

/** A folded word holds letters and digits only, and needs no escaping. */
function matching({ word, districts }: Question['words'][number]): Record<string, unknown> {
  const inText = { text: { $regex: `[| ]${word}` } }
  return districts.length === 0 ? inText : { $or: [inText, { near: { $in: districts } }] }
}

function bearing({ word }: Question['words'][number]): Record<string, unknown> {
  return { $regexMatch: { input: '$text', regex: `[| ]${word}` } }
}

function order(code: string, near: number, now: Date): Record<string, unknown> {
  return {
    exact: { $eq: [{ $toLower: '$id' }, code.toLowerCase()] },
    ended: { $and: [{ $ne: ['$until', null] }, { $lte: ['$until', now] }] },
    close: near > 0 ? { $eq: ['$near', near] } : false,
  }
}
