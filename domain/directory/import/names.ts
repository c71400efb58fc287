// The lists of the directory that can be brought and fetched.

export const LIST_NAMES = ['offices', 'seats', 'sanctioned-posts', 'employees', 'charges', 'groups'] as const
export type ListName = (typeof LIST_NAMES)[number]

/** Whether one bad row stops an import, or is left out with what needs it. */
export const IMPORT_MODES = ['all-or-nothing', 'skip-bad'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]
