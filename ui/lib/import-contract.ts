// What the Gateway API answers about an import.

export const THINGS = ['offices', 'seats', 'sanctioned-posts', 'employees', 'charges', 'groups'] as const
export type Thing = (typeof THINGS)[number]

export const MODES = ['all-or-nothing', 'skip-bad'] as const
export type Mode = (typeof MODES)[number]

export interface BadRow {
  line: number
  column: string
  value: string
  code: string
  detail: string
  remedy: string
}

export interface Difference {
  change: 'added' | 'changed' | 'ended'
  key: string
  fields: Record<string, { from: unknown; to: unknown }>
}

export interface ImportReport {
  thing: Thing
  rows: number
  added: number
  changed: number
  ended: number
  unchanged: number
  bad: number
  /** How many rows were written; 0 for a dry run. */
  written: number
  errors: BadRow[]
  differences: Difference[]
}
