// What an import changes, as it is shown before it is done: by the columns of the list, as whoever drew it up knows them.

import type { Change, ImportedThing } from '../../../database/directory/import/change'
import type { GroupRow } from '../../../database/directory/group/schema'
import { chargeCells, employeeCells } from '../../../domain/directory/import/employees'
import { groupRows } from '../../../domain/directory/import/groups'
import { officeCells } from '../../../domain/directory/import/offices'
import { postCells } from '../../../domain/directory/import/posts'
import { seatCells } from '../../../domain/directory/import/seats'

type Cells = Record<string, string>

export interface RowDifference {
  change: 'added' | 'changed' | 'ended'
  key: string
  /** By column; null where there was or is nothing. */
  fields: Record<string, { from: string | null; to: string | null }>
}

/** The cells that differ; of a new row those that are filled. `at` is the instant of the import. */
export function differencesOf({ thing, before, after, ended }: Change, at: Date): RowDifference {
  const is = cellsOf(thing, after, at)
  const was = before === null ? {} : cellsOf(thing, before, at)
  const fields: RowDifference['fields'] = {}
  for (const name of Object.keys({ ...was, ...is })) {
    const from = was[name] || null
    const to = is[name] || null
    // A code stands before its row already.
    if (from !== to && !KEYS.has(name)) fields[name] = { from, to }
  }
  return { change: before === null ? 'added' : ended ? 'ended' : 'changed', key: after._id, fields }
}

const KEYS = new Set(['code', 'id', 'pen', 'group'])

/** The row as cells, with what it says and no column of its list holds. */
function cellsOf(thing: ImportedThing, row: Change['after'], at: Date): Cells {
  return (CELLS[thing] as (row: object, at: Date) => Cells)(row, at)
}

type RowOf<Read extends (item: never, ...more: never[]) => unknown, Key extends string> = Omit<
  Parameters<Read>[0],
  Key
> & { _id: string }

const CELLS = {
  office: ({ _id, ...office }: RowOf<typeof officeCells, 'code'>, at: Date): Cells => ({
    ...officeCells({ ...office, code: _id }, at),
    above: office.path.join(' / '),
    inward_seat: office.inwardSeat ?? '',
  }),
  seat({ _id, ...seat }: RowOf<typeof seatCells, 'id'>): Cells {
    // Which seat takes the letters is said by the office.
    const { inward: _inward, ...cells } = seatCells({ ...seat, id: _id }, false)
    return cells
  },
  'sanctioned-post': ({ _id, ...post }: RowOf<typeof postCells, 'id'>) => postCells({ ...post, id: _id }),
  employee: ({ _id, ...employee }: RowOf<typeof employeeCells, 'pen'>) =>
    employeeCells({ ...employee, pen: _id }),
  charge: ({ _id, ...charge }: RowOf<typeof chargeCells, 'id'>) => chargeCells({ ...charge, id: _id }),
  group({ _id, ...group }: GroupRow, at: Date): Cells {
    const rows = groupRows({ ...group, id: _id }, at)
    const members = rows.map(({ office, seat, from, until }) => {
      const span = [from, until].some(Boolean) ? ` (${from} – ${until})` : ''
      return `${office || seat}${span}`
    })
    const [first] = rows
    const { name, nameMl, office } = group
    return {
      name,
      name_ml: nameMl,
      kept_by: office,
      reach: first?.['reach'] ?? '',
      members: members.join('; '),
    }
  },
}
