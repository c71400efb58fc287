// Looking seats up, with who holds them.

import { KcsError } from '../../../../domain/common/error'
import { holdsAt } from '../../../../domain/directory/charge/charge'
import type { Seat } from '../../../../domain/directory/seat/seat'
import type { ApiDeps } from '../../../deps'
import { etag } from '../../../http/etag'
import type { Answer, CallOf } from '../../../http/route'
import { decidesOn } from '../../../../services/access/right/charge-rights'
import { readDirectory } from '../../common/directory-names'
import { historyOf, type historyQuery } from '../../common/history'
import type { asOfQuery } from '../office/schema'
import type { HeldSeatAnswer, SeatAnswer, seatParams, seatQuery } from './schema'

/** The answer before its instants are written as JSON. */
type Dated<T> = Omit<T, 'activeFrom' | 'activeUntil'> & Pick<Seat, 'activeFrom' | 'activeUntil'>

export async function listSeats(call: CallOf<{ query: typeof seatQuery }>): Promise<Answer> {
  const { deps, query, now } = call
  const all = await deps.repositories.seats.ofOffice(query.office)
  const { service } = query
  const seats = service === undefined ? all : all.filter(({ services }) => services.includes(service))
  return { status: 200, body: { items: await present(deps, seats, now) } }
}

export async function readSeat(
  call: CallOf<{ params: typeof seatParams; query: typeof asOfQuery }>,
): Promise<Answer> {
  const { deps, params, query, identity, now } = call
  const at = query.at === undefined ? now : new Date(query.at)
  const seat = await deps.repositories.seats.withHolder(params.id, at)
  if (!seat) throw new KcsError('not-found')
  const { reason, actingSeat } = seat.duty
  const duty = { reason, actingSeat, acting: seat.acting }
  const may = { charges: await decidesOn(deps.repositories, identity, seat.id) }
  const body: Dated<HeldSeatAnswer> = { ...presentSeat(seat, seat.holder), duty, may }
  return { status: 200, body, headers: etag(seat.version) }
}

export async function readHolders(
  call: CallOf<{ params: typeof seatParams; query: typeof asOfQuery }>,
): Promise<Answer> {
  const { at } = call.query
  const all = await call.deps.repositories.seats.holders(call.params.id)
  if (!all) throw new KcsError('not-found')
  const charges = all.filter((charge) => at === undefined || holdsAt(charge, new Date(at)))
  const items = charges.map(({ employee, name, kind, from, until, ended }) => ({
    employee,
    name,
    kind,
    from,
    until,
    ended,
  }))
  return { status: 200, body: { items } }
}

export async function readHistory(
  call: CallOf<{ params: typeof seatParams; query: typeof historyQuery }>,
): Promise<Answer> {
  const { deps, params, query, ctx } = call
  if (!(await deps.repositories.seats.byId(params.id))) throw new KcsError('not-found')
  return historyOf(deps.repositories, { thing: 'seat', subject: params.id }, { path: ctx.path, query })
}

async function present(
  { repositories }: ApiDeps,
  seats: readonly Seat[],
  now: Date,
): Promise<Dated<SeatAnswer>[]> {
  const directory = await readDirectory(repositories, { held: seats.map(({ id }) => id) }, now)
  return seats.map((seat) => presentSeat(seat, directory.holder(seat.id)))
}

export function presentSeat(seat: Seat, holder: string | null): Dated<SeatAnswer> {
  const { id, office, designation, designationMl, wing, section, role, reportsTo, linkOfficer } = seat
  const { services, sanctionedPost, email, activeFrom, activeUntil, version } = seat
  return {
    id,
    office,
    designation,
    designationMl: designationMl || designation,
    wing,
    section,
    role,
    reportsTo,
    linkOfficer,
    services,
    sanctionedPost,
    email,
    activeFrom,
    activeUntil,
    version,
    holder,
  }
}
