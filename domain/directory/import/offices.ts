// Offices as rows of a list: what the cells say, and what an office is after them.

import { SYSTEMS, type System } from '../../letters/delivery/mechanism'
import { withFacts } from '../office/facts'
import { newOffice, type Office, type Succession } from '../office/office'
import { plainProfile, profileAt } from '../office/profile'
import { newSeat, type Seat } from '../seat/seat'
import { OFFICE_CODE } from './codes'
import { dateCell } from './dates'
import { changedBy, given } from './given'
import { type Column, type RowReader } from './sheet'

export const OFFICE_COLUMNS: readonly Column[] = [
  { name: 'code', alsoNamed: ['office', 'office code'], needed: true },
  { name: 'name', alsoNamed: ['name en', 'name (en)', 'office name'], needed: true },
  { name: 'name_ml', alsoNamed: ['name malayalam', 'malayalam name', 'malayalam'] },
  { name: 'kind', alsoNamed: ['type', 'office kind'] },
  { name: 'department', alsoNamed: ['dept'] },
  { name: 'district' },
  { name: 'parent', alsoNamed: ['parent code', 'parent office', 'office above'] },
  { name: 'system', alsoNamed: ['filing system', 'mechanism'] },
  { name: 'endpoint' },
  { name: 'address' },
  { name: 'email', alsoNamed: ['mail'] },
  { name: 'phone', alsoNamed: ['telephone'] },
  { name: 'calendar' },
  { name: 'active_from', alsoNamed: ['from'] },
  { name: 'active_until', alsoNamed: ['until'] },
  { name: 'fit_to_receive', alsoNamed: ['fit'] },
  { name: 'successors', alsoNamed: ['successor', 'merged into', 'split into'] },
  { name: 'succeeded_at', alsoNamed: ['merged at', 'merged on', 'split at', 'split on'] },
]

/** What a row says of an office; undefined for what its list has no column for. */
export interface OfficeCells {
  code: string
  name: string
  nameMl?: string | undefined
  kind?: string | undefined
  department?: string | undefined
  district?: string | undefined
  parent?: string | null | undefined
  system?: System | null | undefined
  endpoint?: string | null | undefined
  address?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  calendar?: string | undefined
  activeFrom?: Date | null | undefined
  activeUntil?: Date | null | undefined
  fitToReceive?: boolean | undefined
  /** Undefined also where the cells are empty: a succession is not undone by a list. */
  succession?: Succession | undefined
}

/** Null where the row has faults; they stand in the reader. */
export function readOffice(row: RowReader): OfficeCells | null {
  const { from, until } = row.span('active_from', 'active_until')
  const cells = {
    code: row.code('code', OFFICE_CODE),
    name: row.needed('name', 300),
    nameMl: row.text('name_ml', 300),
    kind: row.text('kind', 100) || undefined,
    department: row.text('department', 200),
    district: row.text('district', 100),
    parent: row.codeOrNone('parent', OFFICE_CODE),
    system: row.choice('system', SYSTEMS),
    endpoint: row.text('endpoint', 100) || undefined,
    address: row.text('address', 500, true),
    email: row.text('email', 200),
    phone: row.text('phone', 100),
    calendar: row.text('calendar', 100) || undefined,
    activeFrom: from,
    activeUntil: until,
    fitToReceive: row.flag('fit_to_receive') ?? undefined,
    succession: successionOf(row),
  }
  const { code, name } = cells
  return row.faults.length > 0 || code === undefined || name === undefined ? null : { ...cells, code, name }
}

/** One successor for a merger, several for a split, with the day from which they take the letters. */
function successionOf(row: RowReader): Succession | undefined {
  const into = row.codes('successors', OFFICE_CODE)
  const at = row.date('succeeded_at')
  if (row.peek('successors') === '' && at) return row.fault('successors', '', 'import-cell-missing')
  if (row.peek('succeeded_at') === '' && into?.[0])
    return row.fault('succeeded_at', '', 'import-cell-missing')
  if (!into?.[0] || !at) return undefined
  return { kind: into.length === 1 ? 'merged' : 'split', into, at }
}

/**
 * The office after the row, at the end of the given path; the same object where nothing changes. What the list has no
 * column for stays. Facts that no longer hold are kept as earlier ones.
 */
export function officeAfter(before: Office | null, cells: OfficeCells, path: string[], at: Date): Office {
  const { code, name, kind, department, district, system, endpoint, ...rest } = cells
  const facts = given({ kind, department, district })
  const others = given({ ...rest, name, parent: path.at(-1) ?? null })
  const office = before
    ? withFacts(changedBy(before, others), { ...facts, path }, at)
    : newOffice({ ...others, ...facts, code, name, path })
  return withSystem(office, system ?? null, endpoint ?? null, at)
}

/** The office with a profile of that system; without a system it keeps what it has, or gets the agent application. */
function withSystem(office: Office, system: System | null, endpoint: string | null, at: Date): Office {
  const [way] = profileAt(office, at)?.ways ?? []
  if (way && (system === null || (way.system === system && (endpoint === null || way.endpoint === endpoint))))
    return office
  const chosen = system ?? 'kcs-agent'
  // These two are our own; there is one of each, and it bears its name.
  const own = chosen === 'kcs-agent' || chosen === 'print' ? chosen : null
  return { ...office, profiles: [...office.profiles, plainProfile(at, chosen, endpoint ?? own)] }
}

/** The seat of the head of an office that has no other seat. */
export function headSeat(office: string, reportsTo: string | null): Seat {
  return newSeat({
    id: headSeatId(office),
    office,
    designation: 'Head of Office',
    designationMl: 'ഓഫീസ് മേധാവി',
    role: 'head',
    reportsTo,
  })
}

export function headSeatId(office: string): string {
  return `${office}/HEAD`
}

/** The cells of an office, by the columns of the list. */
export function officeCells(office: Office, at: Date): Record<string, string> {
  const [way] = profileAt(office, at)?.ways ?? []
  return {
    code: office.code,
    name: office.name,
    name_ml: office.nameMl,
    kind: office.kind,
    department: office.department,
    district: office.district,
    parent: office.parent ?? '',
    system: way?.system ?? '',
    endpoint: way?.endpoint ?? '',
    address: office.address,
    email: office.email,
    phone: office.phone,
    calendar: office.calendar,
    active_from: dateCell(office.activeFrom),
    active_until: dateCell(office.activeUntil),
    fit_to_receive: office.fitToReceive ? 'yes' : 'no',
    successors: office.succession?.into.join('; ') ?? '',
    succeeded_at: dateCell(office.succession?.at ?? null),
  }
}
