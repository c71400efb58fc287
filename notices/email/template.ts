// A message of notices as a mail, in both languages; ids and links only, never the subject of a letter.

import type { Message, NoticeGroup } from '../channel'
import { MANY, NOTICE_WORDS } from '../words'

export interface Mail {
  subject: string
  text: string
}

/** Returns subject and text; the subject tells of the first group, which is the most urgent. */
export function mailOf({ groups, overview }: Pick<Message, 'groups' | 'overview'>): Mail {
  const [first] = groups
  const total = groups.reduce((sum, { count }) => sum + count, 0)
  const what = first ? NOTICE_WORDS[first.kind].en : ''
  return {
    subject: total > 1 ? `KCS: ${total} notices. ${what}` : `KCS: ${what}`,
    text:
      [...groups.map(paragraph), ...(total > 1 ? [`${MANY.en} / ${MANY.ml}\n${overview}`] : [])].join(
        '\n\n',
      ) + '\n',
  }
}

function paragraph({ kind, count, links }: NoticeGroup): string {
  const { en, ml } = NOTICE_WORDS[kind]
  const times = count > 1 ? `${count} × ` : ''
  const more = count > links.length ? [`… + ${count - links.length}`] : []
  return [`${times}${en}`, `${times}${ml}`, ...links, ...more].join('\n')
}
