// The lists of the directory on their way out, in the order of their ids, a thousand rows at a time.

import type { ChargeRow } from '../../../database/directory/charge/schema'
import type { EmployeeRow } from '../../../database/directory/employee/schema'
import type { GroupRow } from '../../../database/directory/group/schema'
import type { OfficeRow } from '../../../database/directory/office/schema'
import type { SanctionedPostRow } from '../../../database/directory/sanctioned-post/schema'
import type { SeatRow } from '../../../database/directory/seat/schema'
import {
  CHARGE_COLUMNS,
  chargeCells,
  EMPLOYEE_COLUMNS,
  employeeCells,
} from '../../../domain/directory/import/employees'
import { GROUP_COLUMNS, groupRows } from '../../../domain/directory/import/groups'
import type { ListName } from '../../../domain/directory/import/names'
import { OFFICE_COLUMNS, officeCells } from '../../../domain/directory/import/offices'
import { POST_COLUMNS, postCells } from '../../../domain/directory/import/posts'
import { SEAT_COLUMNS, seatCells } from '../../../domain/directory/import/seats'
import type { Column } from '../../../domain/directory/import/sheet'
import type { ImportTools } from './importer'
import { officesAmong } from './lookups'

type Cells = Record<string, string>

export interface Exported {
  columns: readonly Column[]
  /** Batches of rows; of an administrator of a department, those of the own offices only. */
  rows(tools: ImportTools): AsyncIterable<Cells[]>
}

export const EXPORTS: Record<ListName, Exported> = {
  offices: {
    columns: OFFICE_COLUMNS,
    async *rows({ repositories, at, within }) {
      const own = within && [...within]
      const filter = own ? { $or: [{ _id: { $in: own } }, { path: { $in: own } }] } : {}
      for await (const rows of repositories.imports.all<OfficeRow>('office', filter))
        yield rows.map(({ _id, ...office }) => officeCells({ ...office, code: _id }, at))
    },
  },

  seats: {
    columns: SEAT_COLUMNS,
    async *rows(tools) {
      for await (const all of tools.repositories.imports.all<SeatRow>('seat')) {
        const rows = await administered(tools, all, ({ office }) => office)
        const offices = await tools.repositories.offices.byCodes([
          ...new Set(rows.map(({ office }) => office)),
        ])
        yield rows.map(({ _id, ...seat }) =>
          seatCells({ ...seat, id: _id }, offices.get(seat.office)?.inwardSeat === _id),
        )
      }
    },
  },

  'sanctioned-posts': {
    columns: POST_COLUMNS,
    async *rows(tools) {
      for await (const all of tools.repositories.imports.all<SanctionedPostRow>('sanctioned-post')) {
        const rows = await administered(tools, all, ({ office }) => office)
        yield rows.map(({ _id, ...post }) => postCells({ ...post, id: _id }))
      }
    },
  },

  employees: {
    columns: EMPLOYEE_COLUMNS,
    async *rows(tools) {
      const { repositories, within, at } = tools
      for await (const rows of repositories.imports.all<EmployeeRow>('employee')) {
        const pens =
          within &&
          (await heldWithin(
            tools,
            await repositories.imports.chargesNow(
              rows.map(({ _id }) => _id),
              at,
            ),
          ))
        yield rows
          .filter(({ _id }) => !pens || pens.has(_id))
          .map(({ _id, ...employee }) => employeeCells({ ...employee, pen: _id }))
      }
    },
  },

  charges: {
    columns: CHARGE_COLUMNS,
    async *rows(tools) {
      for await (const all of tools.repositories.imports.all<ChargeRow>('charge')) {
        const offices = tools.within && (await officesOfSeats(tools, all))
        const rows = offices ? await administered(tools, all, ({ seat }) => offices.get(seat) ?? '') : all
        yield rows.map(({ _id, ...charge }) => chargeCells({ ...charge, id: _id }))
      }
    },
  },

  groups: {
    columns: GROUP_COLUMNS,
    async *rows(tools) {
      for await (const all of tools.repositories.imports.all<GroupRow>('group')) {
        const rows = await administered(tools, all, ({ office }) => office)
        yield rows.flatMap(({ _id, ...group }) => groupRows({ ...group, id: _id }, tools.at))
      }
    },
  },
}

/** Those of the rows whose office the caller administers. */
async function administered<Row>(
  tools: ImportTools,
  rows: Row[],
  officeOf: (row: Row) => string,
): Promise<Row[]> {
  if (tools.within === null) return rows
  const offices = await officesAmong(tools, rows.map(officeOf))
  return rows.filter((row) => offices.get(officeOf(row)) === true)
}

async function officesOfSeats(
  { repositories }: ImportTools,
  charges: readonly ChargeRow[],
): Promise<Map<string, string>> {
  const seats = await repositories.seats.byIds([...new Set(charges.map(({ seat }) => seat))])
  return new Map([...seats].map(([id, { office }]) => [id, office]))
}

async function heldWithin(tools: ImportTools, charges: ChargeRow[]): Promise<Set<string>> {
  const offices = await officesOfSeats(tools, charges)
  const own = await administered(tools, charges, ({ seat }) => offices.get(seat) ?? '')
  return new Set(own.map(({ employee }) => employee))
}
