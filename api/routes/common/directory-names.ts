// Names beside codes: offices, seats and their holders, read in bulk for a whole response.

import type { Repositories } from '../../../database'
import { type Employee, holderAt } from '../../../domain/directory/charge/charge'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'

export interface DirectoryNames {
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

/** What a response names. */
export interface Named {
  offices?: Iterable<string>
  seats?: Iterable<string>
  /** Seats whose present holders the response names. */
  holdersOf?: Iterable<string>
  employees?: Iterable<string>
}

/** Reads the names in two rounds to the database, however long the lists. */
export async function readDirectoryNames(
  repositories: Pick<Repositories, 'offices' | 'seats' | 'charges' | 'employees'>,
  named: Named,
  now: Date,
): Promise<DirectoryNames> {
  const withHolder = [...new Set(named.holdersOf ?? [])]
  const seatIds = new Set([...(named.seats ?? []), ...withHolder])
  const [offices, seats, charges] = await Promise.all([
    readAll(new Set(named.offices ?? []), (codes) => repositories.offices.byCodes(codes)),
    readAll(seatIds, (ids) => repositories.seats.byIds(ids)),
    withHolder.length === 0 ? [] : repositories.charges.holdersOf(withHolder, now),
  ])
  const pens = new Set([...(named.employees ?? []), ...charges.map(({ employee }) => employee)])
  const employees: Map<string, Employee> = await readAll(pens, (list) => repositories.employees.byPens(list))

  const holderOf = (seat: string) => {
    const chargesOfSeat = charges.filter((charge) => charge.seat === seat)
    return holderAt(chargesOfSeat, now)?.employee
  }
  const holders = new Map(withHolder.map((seat) => [seat, holderOf(seat)]))
  const office = (code: string) => nameOfOffice(offices.get(code), code)
  return {
    office,
    party: ({ office: code, seat }) => ({ office: code, ...office(code), seat, ...titleOf(seats.get(seat)) }),
    designation: (seat) => seats.get(seat)?.designation,
    holder: (seat) => employees.get(holders.get(seat) ?? '')?.name ?? null,
    nameOf: (employee) => employees.get(employee)?.name,
  }
}

/** Reads the rows of the keys; nothing to read costs no round. */
async function readAll<Row>(
  keys: ReadonlySet<string>,
  read: (keys: string[]) => Promise<Map<string, Row>>,
): Promise<Map<string, Row>> {
  return keys.size === 0 ? new Map() : read([...keys])
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
