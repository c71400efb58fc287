// The lists of the directory that can be brought and fetched.

export const LIST_NAMES = ['offices'] as const
export type ListName = (typeof LIST_NAMES)[number]
