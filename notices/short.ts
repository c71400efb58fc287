// What the channels of telephones say: how many notices, for which office, and where they are read. Nothing of a letter.

import type { Message } from './channel'

export interface Short {
  count: number
  /** The office, with the number of others behind it; KCS itself where operators are told. */
  office: string
  link: string
}

/** The short form of a message; of a single notice it has the link, of more the one to all. */
export function shortOf({
  groups,
  offices,
  overview,
}: Pick<Message, 'groups' | 'offices' | 'overview'>): Short {
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  const [first = 'KCS', ...others] = offices
  const [only] = groups.flatMap(({ links }) => links)
  return {
    count,
    office: others.length === 0 ? first : `${first} +${others.length}`,
    link: count === 1 && only !== undefined ? only : overview,
  }
}
