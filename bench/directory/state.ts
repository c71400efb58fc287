// A State of the size of Kerala, drawn up as it is read and never held in memory; the same for the same scale.

import { type Charge, type Employee, newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { newOffice, type Office } from '../../domain/directory/office/office'
import { plainProfile } from '../../domain/directory/office/profile'
import { newSeat, type Seat } from '../../domain/directory/seat/seat'
import type { Mechanism } from '../../domain/letters/systems'
import { DISTRICTS } from '../../domain/directory/search/synonyms'
import { lot } from './lot'
import { DEPARTMENTS, personOf, placeOf, postOf } from './names'

export const OFFICES = 33_199
export const EMPLOYEES = 542_220
/** Since when all is as it is. */
export const SINCE = new Date('2020-01-01T00:00:00Z')
/** Of ten offices of the field, those whose department has a filing system and who use it. */
const WITH_SYSTEM = 0.82
/** Seats of an office by its level, from the department down to the field. */
const SEATS = [150, 180, 100, 60, 16] as const

/** An office with what its seats follow from. */
export interface BenchOffice {
  number: number
  level: number
  office: Office
  head: string
}

export interface State {
  counts: { offices: number; seats: number; employees: number }
  offices(): Generator<BenchOffice>
  seats(): Generator<Seat>
  seatsOf(office: BenchOffice): Generator<Seat>
  employees(): Generator<Employee>
  /** One for each employee; the seats beyond them are vacant. */
  charges(): Generator<Charge>
}

/** A State of that share of Kerala's offices and employees. */
export function stateOf(scale: number): State {
  const total = Math.round(OFFICES * scale)
  const employees = Math.round(EMPLOYEES * scale)
  const shape = shapeOf(total)
  let seatCount = 0
  for (const { level } of placesOf(shape, total)) seatCount += SEATS[level]!
  const holder = (seat: number): number => Math.floor((seat * employees) / seatCount)
  return {
    counts: { offices: total, seats: seatCount, employees },
    *offices() {
      for (const place of placesOf(shape, total)) yield officeAt(place)
    },
    *seats() {
      for (const place of placesOf(shape, total)) yield* seatsOf(officeAt(place))
    },
    seatsOf,
    *employees() {
      for (let number = 0; number < employees; number += 1)
        yield newEmployee({ pen: penOf(number), name: personOf(number * 4 + 9) })
    },
    *charges() {
      let seat = 0
      for (const place of placesOf(shape, total))
        for (let post = 0; post < SEATS[place.level]!; post += 1, seat += 1) {
          const employee = holder(seat)
          if (holder(seat + 1) === employee) continue
          const id = `C${employee + 1}`
          yield newCharge({ id, seat: seatId(place.code, post), employee: penOf(employee), from: SINCE })
        }
    },
  }
}

interface Shape {
  departments: number
  districts: number
  /** Offices below each district office. */
  sub: number
}

interface Place {
  number: number
  level: number
  code: string
  department: number
  district: number
  path: string[]
}

/** As many departments and districts as leave room for the field. */
function shapeOf(total: number): Shape {
  const departments = Math.max(1, Math.min(DEPARTMENTS.length, Math.floor(total / 60)))
  const districts = Math.max(1, Math.min(DISTRICTS.length, Math.floor(total / departments / 12)))
  const below = total / departments / districts
  return { departments, districts, sub: Math.max(1, Math.min(9, Math.floor(below / 10))) }
}

/** The places of the tree, each after the one above it. */
function* placesOf({ departments, districts, sub }: Shape, total: number): Generator<Place> {
  let number = 0
  const place = (
    level: number,
    code: string,
    department: number,
    district: number,
    path: string[],
  ): Place => ({
    number: number++,
    level,
    code,
    department,
    district,
    path,
  })
  const fixed = departments * (2 + districts * (1 + sub))
  const subs = departments * districts * sub
  let below = 0
  for (let d = 0; d < departments; d += 1) {
    const top = `D${d}`
    yield place(0, top, d, 0, [])
    yield place(1, `${top}-HQ`, d, 0, [top])
    for (let where = 0; where < districts; where += 1) {
      const middle = `${top}-${where}`
      yield place(2, middle, d, where, [top, `${top}-HQ`])
      for (let s = 0; s < sub; s += 1, below += 1) {
        const over = `${middle}-${s}`
        yield place(3, over, d, where, [top, `${top}-HQ`, middle])
        const fields =
          Math.floor(((below + 1) * (total - fixed)) / subs) - Math.floor((below * (total - fixed)) / subs)
        for (let field = 0; field < fields; field += 1)
          yield place(4, `${over}-${field}`, d, where, [top, `${top}-HQ`, middle, over])
      }
    }
  }
}

function officeAt({ number, level, code, department, district, path }: Place): BenchOffice {
  const names = DEPARTMENTS[department]!
  const [title, titleMl, kind, head] = names.offices[level]!
  const [place, placeMl] = placeOf(number * 3)
  const where = DISTRICTS[district]!
  const name = level < 2 ? title : level === 2 ? `${title}, ${where}` : `${place} ${title}`
  const system = names.system !== '' && (level < 4 || lot(number) < WITH_SYSTEM) ? names.system : 'kcs-agent'
  const office = newOffice({
    code,
    name,
    nameMl: level < 3 ? titleMl : `${placeMl} ${titleMl}`,
    kind,
    department: names.name,
    district: where,
    parent: path.at(-1) ?? null,
    path,
    address: `${name}, ${where}`,
    inwardSeat: seatId(code, 0),
    profiles: [plainProfile(SINCE, system as Mechanism, system === 'kcs-agent' ? system : null)],
  })
  return { number, level, office, head }
}

function* seatsOf({ office, level, head, number }: BenchOffice): Generator<Seat> {
  const above = office.path.at(-1)
  for (let post = 0; post < SEATS[level]!; post += 1) {
    const [designation, designationMl] = postOf(number * 200 + post)
    const facts =
      post === 0
        ? {
            designation: head,
            role: 'head' as const,
            reportsTo: above === undefined ? null : seatId(above, 0),
          }
        : { designation, designationMl, reportsTo: seatId(office.code, 0) }
    const section = String.fromCharCode(65 + Math.floor(post / 8))
    const linkOfficer = post === 0 ? seatId(office.code, 1) : null
    yield newSeat({ id: seatId(office.code, post), office: office.code, section, linkOfficer, ...facts })
  }
}

function seatId(office: string, post: number): string {
  return post === 0 ? `${office}/HEAD` : `${office}/${post}`
}

function penOf(number: number): string {
  return String(100_000 + number)
}
