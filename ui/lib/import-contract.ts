// What the Gateway API takes and answers about an import.

import type { ImportAnswer } from '../../api/routes/directory/import/schema'

export const THINGS = ['offices', 'seats', 'sanctioned-posts', 'employees', 'charges', 'groups'] as const
export type Thing = (typeof THINGS)[number]

export type ImportReport = Omit<ImportAnswer, 'thing'>
export type BadRow = ImportReport['errors'][number]
export type Difference = ImportReport['differences'][number]

export const MODES = ['all-or-nothing', 'skip-bad'] as const
export type Mode = (typeof MODES)[number]
