// What a benchmark reports: figures, each with the ceiling of the same run where there is one.

import { cpus } from 'node:os'
import { type Figure, figureText } from './statistics'

export interface Row {
  metric: string
  value: string
  ceiling: string
  ratio: Figure | null
  target: string
}

export interface Report {
  /** Under which the figures were taken, the machine apart. */
  conditions: string
  rows: Row[]
}

/** A line of progress. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

export function print({ conditions, rows }: Report): void {
  process.stdout.write(`\n${cpus().length} cores, Node ${process.versions.node}, ${conditions}\n\n`)
  for (const { metric, value, ceiling, ratio, target } of rows) {
    process.stdout.write(`${metric}\n  measured  ${value}\n`)
    if (ceiling) process.stdout.write(`  ceiling   ${ceiling}\n`)
    if (ratio) process.stdout.write(`  ratio     ${figureText(ratio, 2)}\n`)
    process.stdout.write(`  target    ${target}\n\n`)
  }
}
