// Looking seats up, with who holds them now.

import { KcsError } from '../../../domain/errors'
import type { Seat } from '../../../domain/office/seat'
import type { ApiDeps } from '../../deps'
import type { Answer, CallOf } from '../../http/route'
import { readDirectory } from '../directory'
import type { SeatAnswer, seatParams, seatQuery } from './schema'

export async function listSeats(call: CallOf<{ query: typeof seatQuery }>): Promise<Answer> {
  const seats = await call.deps.repositories.seats.ofOffice(call.query.office)
  return { status: 200, body: { items: await present(call.deps, seats, call.now) } }
}

export async function readSeat(call: CallOf<{ params: typeof seatParams }>): Promise<Answer> {
  const seat = await call.deps.repositories.seats.byId(call.params.id)
  if (!seat) throw new KcsError('not-found')
  const [body] = await present(call.deps, [seat], call.now)
  return { status: 200, body }
}

async function present({ repositories }: ApiDeps, seats: readonly Seat[], now: Date): Promise<SeatAnswer[]> {
  const directory = await readDirectory(repositories, { held: seats.map(({ id }) => id) }, now)
  return seats.map(({ id, office, designation, designationMl, section, reportsTo }) => ({
    id,
    office,
    designation,
    designationMl: designationMl || designation,
    section,
    reportsTo,
    holder: directory.holder(id),
  }))
}
