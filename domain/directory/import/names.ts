// The lists of the directory that can be brought and fetched.

export const LIST_NAMES = ['offices', 'seats', 'sanctioned-posts', 'employees', 'charges', 'groups'] as const
export type ListName = (typeof LIST_NAMES)[number]
