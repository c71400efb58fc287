// Rows and columns on a paper: cells wrap, rows stay whole, the heading comes again on each page, all tagged as a table.

import { type Paper, type TextStyle } from './paper'

/** One column; `width` in points, `heading` as it is written on the paper. */
export interface Column {
  heading: string
  width: number
  align?: 'left' | 'right' | 'center'
}

const PAD = 4
const LINE = 0.5

/** Draws the table at the paper's place. `rows` hold one text per column; `\n` begins a new line in a cell. */
export function drawTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const table = paper.branch('Table')
  const headings = columns.map(({ heading }) => heading)
  const head = () => drawRow(paper, columns, headings, { size: 9, bold: true }, 'TH', table)
  head()
  for (const row of rows) {
    const style = { size: 9.5 }
    if (paper.room(heightOf(paper, columns, row, style))) head()
    drawRow(paper, columns, row, style, 'TD', table)
  }
  table.end()
}

function drawRow(
  paper: Paper,
  columns: readonly Column[],
  cells: readonly string[],
  style: TextStyle,
  tag: 'TH' | 'TD',
  table: PDFKit.PDFStructureElement,
): void {
  const height = heightOf(paper, columns, cells, style)
  const row = paper.branch('TR', table)
  let x = paper.left
  columns.forEach((column, index) => {
    const text = cells[index] ?? ''
    const { y } = paper
    const edge = x
    paper.artifact(() => {
      if (tag === 'TH') paper.doc.rect(edge, y, column.width, height).fill('#eeeeee')
      paper.doc.rect(edge, y, column.width, height).lineWidth(LINE).stroke('#555555')
    })
    const box = { x: edge + PAD, y: y + PAD, width: column.width - 2 * PAD }
    const lines = linesOf(paper, text, column, style)
    paper.tagged(tag, text, () => paper.block(lines, box, { ...style, align: column.align ?? 'left' }), row)
    x += column.width
  })
  row.end()
  paper.y += height
}

function heightOf(
  paper: Paper,
  columns: readonly Column[],
  cells: readonly string[],
  style: TextStyle,
): number {
  const most = Math.max(
    ...columns.map((column, index) => linesOf(paper, cells[index] ?? '', column, style).length),
  )
  return Math.max(most, 1) * paper.lineHeight(style) + 2 * PAD
}

function linesOf(paper: Paper, text: string, column: Column, style: TextStyle): string[] {
  return text.split('\n').flatMap((part) => paper.linesOf(part, column.width - 2 * PAD, style))
}
