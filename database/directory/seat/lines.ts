// Seats with the lines above them, and the seats next below: what the rule of duties asks of the directory.

import type { DutySeat } from '../../../domain/directory/charge/charge'
import type { Seat } from '../../../domain/directory/seat/seat'
import { AT_ONCE, type Rows, withId } from '../../common/collection'
import { asSeat, type SeatRow } from './schema'

/** Seats of one office that are read with their lines. */
const OF_OFFICE = 500
/** Seats next to others that are read in one question; nobody has so many directly below. */
const NEXT = 5_000

/** Seats, and all seats above any of them up to the top. */
export interface SeatsInLine<One extends DutySeat = Seat> {
  seats: One[]
  line: DutySeat[]
}

type LineRow = Pick<SeatRow, '_id' | 'linkOfficer' | 'reportsTo'>

const livingAt = (at: Date) => ({
  $and: [
    { $or: [{ activeFrom: null }, { activeFrom: { $lte: at } }] },
    { $or: [{ activeUntil: null }, { activeUntil: { $gt: at } }] },
  ],
})

/** One row with all seats found, so that the line they share is followed once. */
const LINE = [
  { $group: { _id: null, seats: { $push: '$$ROOT' } } },
  {
    $graphLookup: {
      from: 'seats',
      startWith: '$seats.reportsTo',
      connectFromField: 'reportsTo',
      connectToField: '_id',
      as: 'line',
    },
  },
  { $project: { seats: 1, 'line._id': 1, 'line.linkOfficer': 1, 'line.reportsTo': 1 } },
]

/** The part of the repository that reads seats with the line of seats above or below them. */
export function seatLines(collection: Rows<SeatRow>) {
  const inLine = async <Row extends LineRow, One extends DutySeat>(
    stages: readonly object[],
    seatOf: (row: Row) => One,
  ): Promise<SeatsInLine<One>> => {
    const [row] = await collection
      .aggregate<{ seats: Row[]; line: LineRow[] }>([...stages, ...LINE])
      .toArray()
    return row ? { seats: row.seats.map(seatOf), line: row.line.map(withId) } : { seats: [], line: [] }
  }
  return {
    /** Those of the seats that are there, some thousands at most, with the lines above them; one round trip. */
    inLine: (ids: readonly string[]): Promise<SeatsInLine> =>
      inLine([{ $match: { _id: { $in: ids } } }], asSeat),

    /** The seats of the office that live at the instant, by id, with the lines above them; one round trip. */
    livingInLine: (office: string, at: Date): Promise<SeatsInLine> =>
      inLine([{ $match: { office, ...livingAt(at) } }, { $sort: { _id: 1 } }, { $limit: OF_OFFICE }], asSeat),

    /**
     * All seats of the office that live at the instant, however many, by id and as far as the rule of duties asks, with the
     * lines above them; one round trip.
     */
    dutySeatsInLine: (office: string, at: Date): Promise<SeatsInLine<DutySeat>> =>
      inLine<LineRow, DutySeat>(
        [
          { $match: { office, ...livingAt(at) } },
          { $sort: { _id: 1 } },
          { $project: { linkOfficer: 1, reportsTo: 1 } },
        ],
        withId,
      ),

    /** The seats living at the instant that report to one of `above`, or whose link officer is one of `links`. */
    async next(
      { above, links }: { above: readonly string[]; links: readonly string[] },
      at: Date,
    ): Promise<DutySeat[]> {
      const linked = links.length === 0 ? [] : [{ linkOfficer: { $in: links } }]
      const rows = await collection
        .find<LineRow>(
          { $or: [{ reportsTo: { $in: above } }, ...linked], ...livingAt(at) },
          { projection: { linkOfficer: 1, reportsTo: 1 }, limit: NEXT, ...AT_ONCE },
        )
        .toArray()
      return rows.map(withId)
    },
  }
}
