// Aligned text for people.

import { type Out } from './io'

/** The text without anything that could steer a terminal: text of other offices must not control the terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) =>
    sign === '\u200d' || sign === '\u200c' ? sign : ' ',
  )
}

/** Columns a text takes; the vowel signs of Malayalam take none of their own. */
export function widthOf(text: string): number {
  return [...text.replace(/[\p{Mn}\p{Cf}]/gu, '')].length
}

/** Rows under their headings, each column as wide as its widest cell; a column without any text is left out. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const isUsed = headings.map((_, i) => rows.some((row) => (row[i] ?? '') !== ''))
  const lines = [headings, ...rows].map((row) =>
    headings.map((_, i) => plain(row[i] ?? '')).filter((_, i) => isUsed[i]),
  )
  const widths = (lines[0] ?? []).map((_, i) => Math.max(...lines.map((line) => widthOf(line[i]!))))
  return lines.map((line) =>
    line
      .map((cell, i) => padded(cell, widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}

/** Names and values in two columns. */
export function pairs(list: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...list.map(([name]) => widthOf(name)))
  return list.map(([name, value]) => `${padded(name, width)}  ${plain(value)}`.trimEnd())
}

/** Writes a table; its headings stand out on a terminal that wants colours (`hasColors` respects NO_COLOR). */
export function printTable(out: Out, lines: readonly string[]): void {
  const [head = '', ...rest] = lines
  const bold = out.isTTY === true && out.hasColors?.() === true
  out.write(`${[bold ? `\u001b[1m${head}\u001b[22m` : head, ...rest].join('\n')}\n`)
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
