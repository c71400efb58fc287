// Gap-free numbers per office, register and year; safe with many at once and after a kill.

import type { Connection } from 'mongoose'
import { yearInKerala } from '../../../domain/common/clock/ist'
import { registerNumber, type Register } from '../../../domain/letters/register/number'
import { inBatches } from '../../common/coalesce'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { collectionOf } from '../../common/collection'
import { registerCollection, type RegisterRow } from './schema'

const ROUNDS = 200
/** Letters that are numbered in one go; more would make one message too large. */
const CALLS_AT_ONCE = 100
/** A circular's numbers are allotted alone. */
const ALONE = 200

interface Entry {
  subject: string
  office: string
}

interface Call {
  register: Register
  entries: readonly Entry[]
  at: Date
}

/** A number of a register. */
export interface Allotted {
  number: string
  /** An earlier call may have allotted it; false only where this one has. */
  stood: boolean
}

/**
 * The registers. A subject gets one number however often it asks. `declaration` says of which record, and `mark` stands
 * before each number of it.
 */
export function registerRepository(connection: Connection, declaration = registerCollection, mark = '') {
  const collection = collectionOf(connection, declaration)
  const written = ({ office, register, year, number }: RegisterRow): string =>
    mark + registerNumber(office, register, year, number)

  /** The entries that are there already, by subject. */
  const numbersOf = async (register: Register, subjects: readonly string[]): Promise<Map<string, string>> => {
    const rows = await collection.find({ register, subject: { $in: subjects } }).toArray()
    return new Map(rows.map((row) => [row.subject, written(row)]))
  }

  const lastNumbers = async (
    register: Register,
    year: number,
    offices: readonly string[],
  ): Promise<Map<string, number>> => {
    const [only, ...more] = offices
    if (only !== undefined && more.length === 0) {
      const row = await collection.findOne(
        { office: only, register, year },
        {
          sort: { number: -1 },
          projection: { number: 1 },
        },
      )
      return new Map(row ? [[only, row.number]] : [])
    }
    const rows = await collection
      .aggregate<{ _id: string; last: number }>([
        { $match: { office: { $in: offices }, register, year } },
        { $sort: { office: 1, register: 1, year: 1, number: -1 } },
        { $group: { _id: '$office', last: { $first: '$number' } } },
      ])
      .toArray()
    return new Map(rows.map((row) => [row._id, row.last]))
  }

  const allotNow = async ({ register, entries, at }: Call): Promise<Map<string, Allotted>> => {
    const year = yearInKerala(at)
    const officesBySubject = new Map(entries.map((entry) => [entry.subject, entry.office]))
    const numbers = new Map<string, Allotted>()
    for (let round = 0; numbers.size < officesBySubject.size; round += 1) {
      if (round === ROUNDS) throw new Error(`the ${register} register gave no number in ${ROUNDS} rounds`)
      const open = [...officesBySubject].filter(([subject]) => !numbers.has(subject))
      const last = await lastNumbers(register, year, [...new Set(open.map(([, office]) => office))])
      const rows = open.map(([subject, office]) => {
        const number = (last.get(office) ?? 0) + 1
        last.set(office, number)
        return { _id: `${register}:${subject}`, office, register, year, number, subject, at, void: false }
      })
      if (await inserted(rows))
        for (const row of rows) numbers.set(row.subject, { number: written(row), stood: false })
      // Someone was first, with the number or with the letter: read what stands, and go on with the rest.
      else
        for (const [subject, number] of await numbersOf(register, [...officesBySubject.keys()]))
          numbers.set(subject, { number, stood: true })
    }
    return numbers
  }

  /** Letters of one process do not race each other for the next number: who comes meanwhile joins the next batch. */
  const allotTogether = inBatches(async (calls: readonly Call[]): Promise<Map<string, Allotted>[]> => {
    const books = new Map<string, Call>()
    const bookOf = ({ register, at }: Call): string => `${register}:${yearInKerala(at)}`
    for (const call of calls) {
      const entries = books.get(bookOf(call))?.entries ?? []
      books.set(bookOf(call), { ...call, entries: [...entries, ...call.entries] })
    }
    const numbers = new Map<string, Map<string, Allotted>>()
    for (const [book, call] of books) numbers.set(book, await allotNow(call))
    return calls.map((call) => {
      const all = numbers.get(bookOf(call))!
      return new Map(call.entries.map(({ subject }) => [subject, all.get(subject)!]))
    })
  }, CALLS_AT_ONCE)

  return {
    /**
     * Allots a number to each entry that has none and returns all, by subject. Repeating gives the same
     * numbers. Within one office the entries are numbered in their order; a loser of a race tries again.
     */
    async allot(register: Register, entries: readonly Entry[], at: Date): Promise<Map<string, string>> {
      const allotted = await (entries.length > ALONE ? allotNow : allotTogether)({ register, entries, at })
      return new Map([...allotted].map(([subject, { number }]) => [subject, number]))
    },

    /** The number of one entry, and whether it stood: its subject was then worked on before. */
    async enter(register: Register, entry: Entry, at: Date): Promise<Allotted> {
      return (await allotTogether({ register, entries: [entry], at })).get(entry.subject)!
    },

    /** Marks the entries of letters that did not come after all; their numbers are not given again. */
    async markVoid(register: Register, subjects: readonly string[]): Promise<void> {
      await collection.updateMany({ register, subject: { $in: subjects } }, { $set: { void: true } })
    },

    /** The numbers of these subjects. */
    numbersOf: (register: Register, subjects: readonly string[]): Promise<Map<string, string>> =>
      numbersOf(register, subjects),

    /** All entries of all registers, book by book and by rising number, in pages. */
    async *scan(limit: number): AsyncGenerator<RegisterRow[]> {
      const cursor = collection.find(
        {},
        {
          sort: { office: -1, register: -1, year: -1, number: 1 },
          batchSize: limit,
        },
      )
      let page: RegisterRow[] = []
      for await (const row of cursor) {
        page.push(row)
        if (page.length < limit) continue
        yield page
        page = []
      }
      if (page.length > 0) yield page
    },

    /** All entries of a register of an office in a year, by number. */
    async entries(office: string, register: Register, year: number): Promise<RegisterRow[]> {
      const rows = await collection.find({ office, register, year }, { sort: { number: 1 } }).toArray()
      return rows
    },
  }

  /** Whether all rows were written. In order within an office, so that a lost number leaves no gap behind it. */
  async function inserted(rows: readonly RegisterRow[]): Promise<boolean> {
    const onePerOffice = new Set(rows.map((row) => row.office)).size === rows.length
    try {
      await collection.insertMany(rows, { ordered: !onePerOffice })
      return true
    } catch (error) {
      if (!isOnlyDuplicateKeys(error)) throw error
      return false
    }
  }
}
