// Where a page of things that stand in the order of time ended: an instant, and the id that tells those of one instant apart.

export interface Place {
  at: Date
  id: string
}

/** The text of the place, for a cursor. */
export const placeText = ({ at, id }: Place): string => `${at.getTime()} ${id}`

/** The place that the text of a cursor names; null where it is none of ours. */
export function placeIn(text: string): Place | null {
  const space = text.indexOf(' ')
  const time = Number(text.slice(0, space))
  return Number.isSafeInteger(time) ? { at: new Date(time), id: text.slice(space + 1) } : null
}
