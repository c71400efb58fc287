// Who has the duty of a vacant seat, asked from both sides: of a seat, and of the holder of the seats around it.

import type { Rows } from '../../common/collection'
import { type Charge, type Duty, dutyOf } from '../../../domain/directory/charge/charge'
import type { Reason } from '../../../domain/letters/routing/reason'
import { withId } from '../../common/collection'
import type { SeatRow } from '../seat/schema'
import { asCharge, type ChargeRow } from './schema'

/** Vacant seats one above the other that one round trip follows. */
const LEVELS = 2
/** Vacant seats that fall to one person and are returned; nobody can work more. Asking for one reads all. */
export const MOST = 100
const NOWHERE = ''

/** A seat that its holder's absence gives to somebody else, and why. */
export interface FallenDuty {
  seat: string
  reason: Reason
}

type Line = Pick<SeatRow, '_id' | 'linkOfficer' | 'reportsTo'>

/** The condition of a charge that holds at the instant. */
export const holdingAt = (at: Date) => ({
  from: { $lte: at },
  $or: [{ until: null }, { until: { $gt: at } }],
})

const livingAt = (at: Date) => ({
  $and: [
    { $or: [{ activeFrom: null }, { activeFrom: { $lte: at } }] },
    { $or: [{ activeUntil: null }, { activeUntil: { $gt: at } }] },
  ],
})

/** Joins all seats above, up the line that begins with the ids of the expression, as `line`. */
export const lineFrom = (startWith: string) => ({
  $graphLookup: {
    from: 'seats',
    startWith,
    connectFromField: 'reportsTo',
    connectToField: '_id',
    as: 'line',
  },
})

/** Joins the charges of the seats in `asked` that hold at the instant, as `charges`. */
export const chargesOfAsked = (at: Date) => ({
  $lookup: {
    from: 'charges',
    localField: 'asked',
    foreignField: 'seat',
    pipeline: [{ $match: holdingAt(at) }],
    as: 'charges',
  },
})

/** Joins to each seat whether anybody holds the seat named by the field. */
const heldBy = (field: string, as: string, at: Date) => ({
  $lookup: {
    from: 'charges',
    localField: field,
    foreignField: 'seat',
    pipeline: [{ $match: holdingAt(at) }, { $limit: 1 }, { $project: { _id: 1 } }],
    as,
  },
})

/** Keeps the vacant seats, with their line and whether the link officer's seat is held. */
const vacant = (at: Date) => [
  { $match: livingAt(at) },
  heldBy('_id', 'own', at),
  { $match: { own: { $size: 0 } } },
  { $limit: MOST },
  heldBy('linkOfficer', 'link', at),
  { $project: { linkOfficer: 1, reportsTo: 1, linked: { $gt: [{ $size: '$link' }, 0] } } },
]

interface Fallen extends Line {
  linked: boolean
  /** The seat held above the vacant ones. */
  top: string | null
  /** Where the next level goes on; its own id on the last level found, else nowhere. */
  next: string
}

/** Adds to the vacant seats those below them that are vacant too; one level. */
const oneLevelDown = (at: Date) => [
  {
    $lookup: {
      from: 'seats',
      localField: 'next',
      foreignField: 'reportsTo',
      pipeline: vacant(at),
      as: 'below',
    },
  },
  {
    $project: {
      all: {
        $concatArrays: [
          [{ _id: '$_id', linkOfficer: '$linkOfficer', linked: '$linked', top: '$top', next: NOWHERE }],
          {
            $map: {
              input: '$below',
              as: 'b',
              in: {
                _id: '$$b._id',
                linkOfficer: '$$b.linkOfficer',
                linked: '$$b.linked',
                top: '$top',
                next: '$$b._id',
              },
            },
          },
        ],
      },
    },
  },
  { $unwind: '$all' },
  { $replaceRoot: { newRoot: '$all' } },
  { $limit: MOST },
]

export function chargeDuties(seats: Rows<SeatRow>) {
  /** The vacant seats below or linked to the given ones; `tops` names for each seat the held one above it. */
  const fallen = async (tops: ReadonlyMap<string, string>, links: readonly string[], at: Date) => {
    const ids = [...tops.keys()]
    const branches = ids.map((id) => ({
      case: { $eq: ['$reportsTo', id] },
      then: { $literal: tops.get(id) },
    }))
    return seats
      .aggregate<Fallen>([
        {
          $match: {
            $or: [{ reportsTo: { $in: ids } }, { linkOfficer: { $in: links } }],
            _id: { $nin: links },
          },
        },
        ...vacant(at),
        { $set: { top: { $switch: { branches, default: null } } } },
        { $set: { next: { $cond: [{ $eq: ['$top', null] }, NOWHERE, '$_id'] } } },
        ...Array.from({ length: LEVELS }, () => oneLevelDown(at)).flat(),
      ])
      .toArray()
  }

  const dutiesAmong = async (asked: Record<string, unknown>, at: Date): Promise<Map<string, Duty>> => {
    const rows = await seats
      .aggregate<Line & { line: Line[]; charges: ChargeRow[] }>([
        { $match: asked },
        lineFrom('$reportsTo'),
        { $set: { asked: { $concatArrays: [['$_id', '$linkOfficer'], '$line._id'] } } },
        chargesOfAsked(at),
        { $project: { linkOfficer: 1, reportsTo: 1, line: 1, charges: 1 } },
      ])
      .toArray()
    return new Map(rows.map((row) => [row._id, dutyOfRow(row, at)]))
  }

  return {
    /**
     * The vacant seats whose duty falls to whoever holds the given ones, by the rule of dutyOf. One round trip, and one
     * more for each further two or three vacant seats in a line; of very many the nearest are returned.
     */
    async fallingTo(held: readonly string[], at: Date): Promise<FallenDuty[]> {
      if (held.length === 0) return []
      const own = new Set(held)
      const found = new Map<string, FallenDuty>()
      const seen = new Set<string>()
      let tops = new Map(held.map((seat) => [seat, seat]))
      let links = [...held]
      while (tops.size > 0 && found.size < MOST) {
        const rows = await fallen(tops, links, at)
        for (const { _id, linkOfficer, linked, top } of rows) {
          if (linkOfficer !== null && own.has(linkOfficer))
            found.set(_id, { seat: _id, reason: { code: 'vacant-link-officer', of: linkOfficer } })
          else if (!linked && top !== null && !own.has(_id))
            found.set(_id, { seat: _id, reason: { code: 'vacant-seat-above', of: top } })
        }
        tops = new Map(rows.flatMap(({ next, top }) => (next && top && !seen.has(next) ? [[next, top]] : [])))
        for (const { _id } of rows) seen.add(_id)
        links = []
      }
      return [...found.values()]
    },

    /** Those of the asked seats that are vacant and whose duty falls to one of the held ones; one round trip. */
    async fallenAmong(asked: readonly string[], held: readonly string[], at: Date): Promise<string[]> {
      if (asked.length === 0) return []
      const own = new Set(held)
      const duties = await dutiesAmong({ _id: { $in: asked }, ...livingAt(at) }, at)
      return [...duties].flatMap(([seat, { actingSeat }]) =>
        actingSeat !== null && actingSeat !== seat && own.has(actingSeat) ? [seat] : [],
      )
    },

    /** Who has the duty of each seat at the instant, and why; one round trip. Seats that are not there are left out. */
    async dutiesOf(asked: readonly string[], at: Date): Promise<Map<string, Duty>> {
      return asked.length === 0 ? new Map() : dutiesAmong({ _id: { $in: asked } }, at)
    },
  }
}

function dutyOfRow(row: Line & { line: Line[]; charges: ChargeRow[] }, at: Date): Duty {
  const line = new Map(row.line.map((seat) => [seat._id, withId(seat)]))
  const charges: Charge[] = row.charges.map(asCharge)
  return dutyOf(
    withId(row),
    (id) => line.get(id),
    (seat) => charges.filter((charge) => charge.seat === seat),
    at,
  )
}
