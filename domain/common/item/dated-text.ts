// What a thing says from an instant on, kept with all that it said before.

/** What is said from an instant on; the end is not included. */
export interface DatedText {
  from: Date
  until: Date | null
  /** The version of the thing with this text. */
  version: number
}

/**
 * Beginning, version and earlier texts of a thing that gets a new text from the instant, or from now if that is past; its
 * present text goes to `earlier`. A text that has not begun is replaced as if it had never been there.
 */
export function nextText<Text extends DatedText>(
  whole: DatedText & { earlier: Text[] },
  present: Text,
  from: Date,
  now: Date,
): { from: Date; version: number; earlier: Text[] } {
  const start = from < now ? now : from
  const next = { from: start, version: whole.version + 1 }
  if (whole.from > now) {
    const plannedStart = whole.from.getTime()
    const earlier = whole.earlier.map((piece) =>
      piece.until?.getTime() === plannedStart ? { ...piece, until: start } : piece,
    )
    return { ...next, earlier }
  }
  const { until } = whole
  const end = until === null || until > start ? start : until
  return { ...next, earlier: [...whole.earlier, { ...present, until: end }] }
}
