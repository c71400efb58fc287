// How much a system may hand over at once.

/** Letters and reports in one page, each; a longer one is a fault of the system. */
export const MAX_COLLECTED = 200
/** Characters of a cursor. */
export const MAX_CURSOR = 2_000
/** Characters of the system's own id of an item; one that is longer cannot be read. */
export const MAX_COLLECT_KEY = 200
