// A notice as a mail, in both languages; ids and links only, never the subject of a letter.

import type { Notice } from '../../domain/letters/notice/notice'
import { NOTICE_WORDS } from '../words'

export interface Mail {
  subject: string
  text: string
}

/** Returns subject and text; `link` leads to what the notice is about. */
export function mailOf({ kind }: Notice, link: string): Mail {
  const { en, ml } = NOTICE_WORDS[kind]
  return { subject: `KCS: ${en}`, text: `${en}\n\n${ml}\n\n${link}\n` }
}
