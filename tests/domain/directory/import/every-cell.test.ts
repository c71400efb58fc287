// Every column of every list, found in the table of lists: a new column is covered by itself.

import { RowReader } from '../../../../domain/common/table/sheet'
import { columnOf, headerOf } from '../../../../domain/common/table/table'
import { LISTS } from '../../../../domain/directory/import/lists'
import type { Columns } from '../../../../domain/common/table/columns'

const CELLS = Object.entries(LISTS).flatMap(([list, { columns }]) =>
  Object.entries(columns as Columns).map(([field, column]) => ({
    list,
    name: columnOf(field),
    column,
    columns,
  })),
)

test.each(CELLS)('$list, $name: a sign that cannot be seen is named', ({ name, column, columns }) => {
  const titles = Object.keys(columns).map(columnOf)
  for (const sign of ['\u200b', '\u202e', '\u00ad', '\u2060', '\u0007', '\u2028']) {
    const cells = titles.map((title) => (title === name ? `A${sign}B` : ''))
    const row = new RowReader(headerOf(columns, titles), { line: 2, cells })
    row.read(name, column)
    expect(row.faults).toMatchObject([
      {
        line: 2,
        column: name,
        code: 'import-control-character',
        detail: expect.stringMatching(/U\+.* at character 2\.$/),
      },
    ])
  }
})
