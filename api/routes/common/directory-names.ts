// Names beside codes: offices, seats and who holds them, read in bulk for a whole answer.

import type { Repositories } from '../../../database'
import { type Employee, holderAt } from '../../../domain/directory/charge/charge'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'

export interface Directory {
  office(code: string): { name: string; nameMl: string }
  party(at: { office: string; seat: string }): Party
  designation(seat: string): string | undefined
  /** Name of who holds the seat now. */
  holder(seat: string): string | null
  nameOf(employee: string): string | undefined
}

export interface Party {
  office: string
  name: string
  nameMl: string
  seat: string
  designation: string
  designationMl: string
}

export interface Wanted {
  offices?: Iterable<string>
  seats?: Iterable<string>
  /** Seats whose present holder is wanted. */
  held?: Iterable<string>
  employees?: Iterable<string>
}

/** Two rounds to the database, however long the lists. */
export async function readDirectory(
  repositories: Pick<Repositories, 'offices' | 'seats' | 'charges' | 'employees'>,
  wanted: Wanted,
  now: Date,
): Promise<Directory> {
  const seatIds = [...new Set([...(wanted.seats ?? []), ...(wanted.held ?? [])])]
  const heldIds = [...new Set(wanted.held ?? [])]
  const [offices, seats, charges] = await Promise.all([
    read(new Set(wanted.offices ?? []), (codes) => repositories.offices.byCodes(codes)),
    read(seatIds, (ids) => repositories.seats.byIds(ids)),
    heldIds.length === 0 ? [] : repositories.charges.holdersOf(heldIds, now),
  ])
  const pens = new Set([...(wanted.employees ?? []), ...charges.map(({ employee }) => employee)])
  const employees: Map<string, Employee> = await read(pens, (list) => repositories.employees.byPens(list))
  const holderOf = (seat: string) =>
    holderAt(
      charges.filter((charge) => charge.seat === seat),
      now,
    )?.employee
  const holders = new Map(heldIds.map((seat) => [seat, holderOf(seat)]))
  const office = (code: string) => nameOfOffice(offices.get(code), code)
  return {
    office,
    party: ({ office: code, seat }) => ({ office: code, ...office(code), seat, ...titleOf(seats.get(seat)) }),
    designation: (seat) => seats.get(seat)?.designation,
    holder: (seat) => employees.get(holders.get(seat) ?? '')?.name ?? null,
    nameOf: (employee) => employees.get(employee)?.name,
  }
}

async function read<Found>(
  keys: Iterable<string>,
  find: (keys: string[]) => Promise<Map<string, Found>>,
): Promise<Map<string, Found>> {
  const list = [...keys]
  return list.length === 0 ? new Map() : find(list)
}

function nameOfOffice(office: Office | undefined, code: string): { name: string; nameMl: string } {
  return { name: office?.name ?? code, nameMl: office?.nameMl || office?.name || code }
}

function titleOf(seat: Seat | undefined): { designation: string; designationMl: string } {
  return {
    designation: seat?.designation ?? '',
    designationMl: seat?.designationMl || seat?.designation || '',
  }
}
