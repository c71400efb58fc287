import type { ReactNode } from 'react'

interface Props {
  /** What is listed; for screen readers. */
  caption: string
  columns: readonly string[]
  className?: string
  /** Rows of `Row`. */
  children: ReactNode
}

/** A list as a table; on narrow screens each row is a card. Roles are said, because display: block takes them away. */
export function Table({ caption, columns, className, children }: Props) {
  return (
    <table className={className ? `table ${className}` : 'table'} role="table">
      <caption className="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} scope="col" role="columnheader">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  )
}

/** One row: cells as [label, content]; the first cell needs no label on narrow screens. */
export function Row({ cells }: { cells: readonly (readonly [label: string, content: ReactNode])[] }) {
  return (
    <tr role="row" data-row>
      {cells.map(([label, content], index) => (
        <td key={label} role="cell" data-label={index > 0 && content ? label : undefined}>
          {content}
        </td>
      ))}
    </tr>
  )
}
