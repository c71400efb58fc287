// An overdue tapal goes up the post hierarchy, one level at a time; posts, never persons.

/** Levels above the addressed seat that are told at most. */
export const MAX_LEVELS = 5

/** The seat above each seat, as far as the directory knows it. */
export type ReportingLine = (seat: string) => string | null

/**
 * The seat that is answerable at a level: 0 is the addressed seat, each further level the seat above.
 * Null when the line ends below that level; a line that runs in a circle ends where it meets itself.
 */
export function seatAtLevel(seat: string, level: number, above: ReportingLine): string | null {
  const seen = new Set([seat])
  let current = seat
  for (let step = 0; step < level; step += 1) {
    const next = above(current)
    if (next === null || seen.has(next)) return null
    seen.add(next)
    current = next
  }
  return current
}
