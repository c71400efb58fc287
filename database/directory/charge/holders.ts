// Who holds seats at an instant; letters that are routed at the same moment share the round trip.

import { type Charge, holdsAt } from '../../../domain/directory/charge/charge'
import { inBatches } from '../../common/coalesce'
import { AT_ONCE, type Rows } from '../../common/collection'
import { asCharge, type ChargeRow } from './schema'

/** Longer lists of seats go alone: they would only hold the others up. */
const ALONE = 200
const LETTERS_AT_ONCE = 40

interface Asked {
  seats: readonly string[]
  at: Date
}

/** The charges under which the seats are held at the instant, oldest first. */
export function holdersOf(
  collection: Rows<ChargeRow>,
): (seats: readonly string[], at: Date) => Promise<Charge[]> {
  const chargesBetween = async (seats: readonly string[], first: Date, last: Date): Promise<Charge[]> => {
    const overlaps = { from: { $lte: last }, $or: [{ until: null }, { until: { $gt: first } }] }
    const rows = await collection
      .find({ seat: { $in: seats }, ...overlaps }, { sort: { from: 1, _id: 1 }, ...AT_ONCE })
      .toArray()
    return rows.map(asCharge)
  }
  const shared = inBatches(async (questions: readonly Asked[]): Promise<Charge[][]> => {
    const instants = questions.map(({ at }) => at.getTime())
    const seats = [...new Set(questions.flatMap((one) => one.seats))]
    const all = await chargesBetween(seats, new Date(Math.min(...instants)), new Date(Math.max(...instants)))
    return questions.map((one) => {
      const own = new Set(one.seats)
      return all.filter((charge) => own.has(charge.seat) && holdsAt(charge, one.at))
    })
  }, LETTERS_AT_ONCE)
  return (seats, at) => (seats.length > ALONE ? chargesBetween(seats, at, at) : shared({ seats, at }))
}
