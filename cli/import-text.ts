// What an import did, for people.

import type { ImportResponse } from '../api/routes/directory/import/schema'
import { plain } from './table'

type Fault = ImportResponse['errors'][number]
type Difference = ImportResponse['differences'][number]

const SIGNS = { added: '+', changed: '~', ended: '-' }

/** The counts, the differences of a dry run, and each bad row. */
export function reportLines(report: ImportResponse, dryRun: boolean): string[] {
  const { thing, rows, added, changed, ended, unchanged, bad, alongside, ignoredColumns } = report
  const counts = `${added} added, ${changed} changed, ${ended} ended, ${unchanged} unchanged, ${bad} bad`
  const lines = [`${thing}: ${rows} rows: ${counts}`]
  const { seats, offices } = alongside
  if (seats > 0) lines.push(`seats of heads, for offices that had no seat: ${seats}`)
  if (offices > 0) lines.push(`offices that no row names and that change along: ${offices}`)
  if (ignoredColumns.length > 0) lines.push(`columns that mean nothing here: ${ignoredColumns.join(', ')}`)
  if (dryRun) lines.push(...differenceLines(report))
  lines.push(...report.errors.map(faultLine))
  if (bad > 0 && report.errors.length >= 10_000) lines.push('Only the first 10000 bad rows are told.')
  lines.push(report.written ? 'written' : dryRun ? 'dry run: nothing was written' : 'nothing was written')
  return lines.map(plain)
}

/** `line 17, column parent: "XYZ" – what is wrong; what to do` */
export function faultLine({ line, column, value, detail, remedy }: Fault): string {
  const place = column === null ? `line ${line}` : `line ${line}, column ${column}`
  const quotedValue = value === '' ? '' : `"${value}" – `
  return `${place}: ${quotedValue}${detail.replace(/\.$/, '')}; ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`
}

function differenceLines({ differences, added, changed, ended, alongside }: ImportResponse): string[] {
  const lines = differences.map(differenceLine)
  const more = added + changed + ended + alongside.offices - differences.length
  return more > 0 ? [...lines, `and ${more} more`] : lines
}

function differenceLine({ change, key, fields }: Difference): string {
  const changes = Object.entries(fields).map(([name, { from, to }]) =>
    change === 'added' ? `${name} ${shownValue(to)}` : `${name} ${shownValue(from)} → ${shownValue(to)}`,
  )
  return `${SIGNS[change]} ${key}  ${changes.join(', ')}`
}

function shownValue(value: string | null): string {
  return value ?? '(none)'
}
