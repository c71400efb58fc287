// Who has the duty of a vacant seat, asked from both sides: of a seat, and of the holder of the seats around it.

import type { Repositories } from '../../../database'
import type { SeatsInLine } from '../../../database/directory/seat/lines'
import { groupedBy } from '../../../domain/common/item/grouped'
import { type Duty, type DutySeat, dutyOf } from '../../../domain/directory/charge/charge'
import { spanHolds } from '../../../domain/directory/office/office'
import type { Reason } from '../../../domain/letters/routing/reason'

export type Duties = Pick<Repositories, 'seats' | 'charges'>

/** Vacant seats that fall to one person and are returned; nobody can work more. Asking about one seat knows all. */
export const MOST = 100

/** A seat that its holder's absence gives to somebody else, and why. */
export interface FallenDuty {
  seat: string
  reason: Reason
}

/** Who has the duty of each seat at the instant, and why; two round trips. Seats that are not there are left out. */
export async function dutiesOf(
  { seats, charges }: Duties,
  asked: readonly string[],
  at: Date,
): Promise<Map<string, Duty>> {
  return asked.length === 0 ? new Map() : dutiesInLine(charges, await seats.inLine(asked), at)
}

/** Who has the duty of seats that were read with their lines; one round trip. */
export async function dutiesInLine(
  charges: Duties['charges'],
  { seats, line }: SeatsInLine<DutySeat>,
  at: Date,
): Promise<Map<string, Duty>> {
  const links = seats.flatMap(({ linkOfficer }) => linkOfficer ?? [])
  const concerned = new Set([...seats, ...line].map(({ id }) => id).concat(links))
  if (concerned.size === 0) return new Map()
  const bySeat = groupedBy(await charges.holdersOf([...concerned], at), ({ seat }) => seat)
  const above = new Map<string, DutySeat>([...line, ...seats].map((seat) => [seat.id, seat]))
  const duty = (seat: DutySeat) =>
    dutyOf(
      seat,
      (id) => above.get(id),
      (id) => bySeat.get(id) ?? [],
      at,
    )
  return new Map(seats.map((seat) => [seat.id, duty(seat)]))
}

/** Those of the asked seats that are vacant and whose duty falls to one of the held ones; two round trips. */
export async function fallenAmong(
  { seats, charges }: Duties,
  asked: readonly string[],
  ownSeats: readonly string[],
  at: Date,
): Promise<string[]> {
  if (asked.length === 0 || ownSeats.length === 0) return []
  const own = new Set(ownSeats)
  const inLine = await seats.inLine(asked)
  const living = inLine.seats.filter((seat) =>
    spanHolds({ from: seat.activeFrom, until: seat.activeUntil }, at),
  )
  return fallenTo(own, await dutiesInLine(charges, { ...inLine, seats: living }, at))
}

/**
 * The vacant seats of the office whose duty falls to one of the held ones, by id; of all its seats, however many. Two round
 * trips.
 */
export async function fallenInOffice(
  { seats, charges }: Duties,
  office: string,
  ownSeats: readonly string[],
  at: Date,
): Promise<string[]> {
  if (ownSeats.length === 0) return []
  return fallenTo(new Set(ownSeats), await dutiesInLine(charges, await seats.dutySeatsInLine(office, at), at))
}

function fallenTo(own: ReadonlySet<string>, duties: ReadonlyMap<string, Duty>): string[] {
  return [...duties].flatMap(([seat, { actingSeat }]) =>
    actingSeat !== null && actingSeat !== seat && own.has(actingSeat) ? [seat] : [],
  )
}

/**
 * The vacant seats whose duty falls to whoever holds the given ones, by the rule of dutyOf; of very many the nearest are
 * returned. One round trip where nothing lies below, else two for each level of vacant seats.
 */
export async function fallingTo(
  { seats, charges }: Duties,
  ownSeats: readonly string[],
  at: Date,
): Promise<FallenDuty[]> {
  const own = new Set(ownSeats)
  const visited = new Set(ownSeats)
  const dutiesBySeat = new Map<string, FallenDuty>()
  // For each seat whose next ones are looked at, the held seat at the head of its line.
  let tops = new Map(ownSeats.map((seat) => [seat, seat]))
  let links = ownSeats
  while (tops.size > 0 && dutiesBySeat.size < MOST) {
    const next = await seats.next({ above: [...tops.keys()], links }, at)
    const vacant = await vacantAmong(charges, next, at)
    const lower = new Map<string, string>()
    for (const { seat, linked } of vacant) {
      const { id, linkOfficer, reportsTo } = seat
      const top = reportsTo === null ? undefined : tops.get(reportsTo)
      if (linkOfficer !== null && own.has(linkOfficer))
        dutiesBySeat.set(id, { seat: id, reason: { code: 'vacant-link-officer', of: linkOfficer } })
      else if (!linked && top !== undefined && !own.has(id))
        dutiesBySeat.set(id, { seat: id, reason: { code: 'vacant-seat-above', of: top } })
      if (top !== undefined && !visited.has(id)) lower.set(id, top)
    }
    for (const id of lower.keys()) visited.add(id)
    tops = lower
    links = []
  }
  return [...dutiesBySeat.values()].slice(0, MOST)
}

/** Those of the seats that nobody holds, and whether somebody holds the seat of the link officer. */
async function vacantAmong(charges: Duties['charges'], seats: readonly DutySeat[], at: Date) {
  const concerned = new Set(seats.flatMap(({ id, linkOfficer }) => [id, linkOfficer ?? id]))
  if (concerned.size === 0) return []
  const seatsWithHolder = new Set((await charges.holdersOf([...concerned], at)).map(({ seat }) => seat))
  return seats.flatMap((seat) =>
    seatsWithHolder.has(seat.id)
      ? []
      : [{ seat, linked: seat.linkOfficer !== null && seatsWithHolder.has(seat.linkOfficer) }],
  )
}
