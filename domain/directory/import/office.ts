// Offices as rows of a list: what the cells say, and what an office is after them.

import { choice, code, date, flag, ifAny, list, needed, text } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { CODE } from '../../common/text/code'
import { isOwnSystem, type Mechanism, MECHANISMS } from '../../letters/systems'
import { eachDetail } from '../office/details'
import { withFacts } from '../office/facts'
import { OFFICE_CODE } from '../office/fields'
import { newOffice, type Office, type Succession } from '../office/office'
import { plainProfile, profileAt } from '../office/profile'
import type { List } from './list'

const columns = {
  code: needed(code(OFFICE_CODE, ['office', 'office code'])),
  name: needed(text(300, ['name en', 'name (en)', 'office name'])),
  nameMl: text(300, ['name malayalam', 'malayalam name', 'malayalam']),
  kind: ifAny(text(100, ['type', 'office kind'])),
  department: text(200, ['dept']),
  district: text(100),
  parent: code(OFFICE_CODE, ['parent code', 'parent office', 'office above']),
  system: choice(MECHANISMS, ['filing system', 'mechanism']),
  endpoint: ifAny(text(100)),
  ...eachDetail(({ max, aliases, ...rule }) => text(max, aliases, rule)),
  calendar: ifAny(text(100)),
  activeFrom: date(['from']),
  activeUntil: date(['until']),
  fitToReceive: flag(['fit']),
  successors: list(4_000, ['successor', 'merged into', 'split into'], OFFICE_CODE),
  succeededAt: date(['merged at', 'merged on', 'split at', 'split on']),
}

/** What a row says of an office. */
export type OfficeCells = CellsOf<typeof columns>

export const OFFICES: List<typeof columns, Office> = {
  thing: 'office',
  columns,
  key: 'code',
  newKey: CODE,
  unique: [{ by: ['code'], code: 'import-duplicate' }],
  references: [{ field: 'parent', to: 'office', code: 'import-parent-unknown' }],
  span: ['activeFrom', 'activeUntil'],
  judge({ successors, succeededAt }, row) {
    if (!successors?.[0] !== !succeededAt)
      row.fault(succeededAt ? 'successors' : 'succeeded_at', '', 'import-cell-missing')
  },
  rows(office, at) {
    const { system, endpoint } = profileAt(office, at)?.ways[0] ?? {}
    const { into: successors, at: succeededAt } = office.succession ?? {}
    const fitToReceive = office.fitToReceive ? 'yes' : 'no'
    return [{ ...office, system, endpoint, fitToReceive, successors, succeededAt }]
  },
  shown({ path, inwardSeat }, [row]) {
    return { ...row, above: path.join(' / '), inward_seat: inwardSeat ?? '' }
  },
}

/**
 * One successor for a merger, several for a split, with the day from which they take the letters. Undefined also where
 * the cells are empty: a succession is not undone by a list.
 */
export function successionOf({
  successors: into = [],
  succeededAt: at,
}: OfficeCells): Succession | undefined {
  return into[0] && at ? { kind: into.length === 1 ? 'merged' : 'split', into, at } : undefined
}

/**
 * The office after the row, at the end of the given path; the same object where nothing changes. What the list has no
 * column for stays. Facts that no longer hold are kept as earlier ones.
 */
export function officeAfter(before: Office | null, cells: OfficeCells, path: string[], at: Date): Office {
  const { successors: _into, succeededAt: _at, system, endpoint, ...said } = cells
  const succession = successionOf(cells)
  const fields = { ...said, path, parent: path.at(-1) ?? null, ...(succession && { succession }) }
  const office = before ? withFacts(before, fields, at) : newOffice(fields)
  return withSystem(office, system ?? null, endpoint ?? null, at)
}

/** The office with a profile of that system; without a system it keeps what it has, or gets the agent application. */
function withSystem(office: Office, system: Mechanism | null, endpoint: string | null, at: Date): Office {
  const [way] = profileAt(office, at)?.ways ?? []
  if (way && (system === null || (way.system === system && (endpoint === null || way.endpoint === endpoint))))
    return office
  const chosen = system ?? 'kcs-agent'
  // A way of our own has one endpoint, which bears its name.
  const own = isOwnSystem(chosen) ? chosen : null
  return { ...office, profiles: [...office.profiles, plainProfile(at, chosen, endpoint ?? own)] }
}

/** Where an office that is not there yet stands, and its life. */
export const NOWHERE = { parent: null, path: [], activeFrom: null, activeUntil: null, succession: null }
/** Where an office stands, and its life. */
export type OfficePlace = Pick<Office, 'code' | keyof typeof NOWHERE>

/** The title of the head of an office that has no other seat. */
export const HEAD = { designation: 'Head of Office', designationMl: 'ഓഫീസ് മേധാവി' }
