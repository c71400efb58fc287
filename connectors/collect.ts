// The sending half of the port: what a system that cannot call KCS has for it, and how it is told what came of that.

import type { Readable } from 'node:stream'
import type { FieldError } from '../domain/common/error'
import type { Outcome } from '../domain/letters/delivery/outcome'
import type { DispatchTimes, Grade, Language, LetterKind, Urgency } from '../domain/letters/dispatch/dispatch'
import type { Recipient } from '../domain/letters/dispatch/recipients'
import type { AgentReport, UnreadReport } from './report'

/** A document on its way in; the stream is read once, and ends with an error where it breaks off. */
export interface IncomingDocument {
  stream: Readable
  /** Bytes, where the system states them now; else what it stated before counts. */
  size?: number
}

/** A document of a collected letter. Nothing of it is read before `open` is called. */
export interface CollectedDocument {
  /** With the ending of its kind, as it is to be called in the letter. */
  name: string
  /** Where the system states it; else it follows from the ending of the name. */
  mediaType?: string
  /** 64 hexadecimal digits, where the system states the hash; a content with another one is not taken. */
  sha256?: string
  /** Bytes, where the system states them. */
  size?: number
  /** Opens the content from its beginning at each call. Never throws: a fault is an outcome. */
  open(): Promise<IncomingDocument | { fault: Outcome }>
}

/** A letter that an office sends through its system, in the words of KCS. Nothing is checked yet but that it can be read. */
export interface CollectedLetter {
  /** The system's own id of the letter, the same for ever and for no other letter: two letters under it are one. */
  key: string
  /**
   * What the system changes whenever it changes the letter, where it has such a thing (a version, an instant). A letter that was
   * refused is tried again when this, or anything else that it states, is another.
   */
  version?: string
  kind: LetterKind
  /** Codes of KCS. Without a seat the one that takes the post of the office sends. */
  sender: { office: string; seat?: string }
  subject: string
  /** The office's own number of the letter and its day, YYYY-MM-DD. */
  letterNumber: string
  letterDate: string
  fileNumber?: string
  /** Of what it is about, for routing rules. */
  subjectCode?: string
  urgency?: Urgency
  language?: Language
  /** Of secrecy; grades that are not carried are refused as everywhere. */
  classification?: Grade
  recipients: readonly Recipient[]
  documents: readonly CollectedDocument[]
  times?: Partial<DispatchTimes>
}

/** A letter that cannot be read, with what is wrong in it by JSON pointers into it; its key where that much can be read. */
export interface UnreadLetter {
  kind: 'unread'
  key: string | null
  version?: string
  errors: readonly FieldError[]
}

/** What a system had since a cursor, in its own order. */
export interface CollectPage {
  letters: readonly (CollectedLetter | UnreadLetter)[]
  /** Acknowledgements, movements and endings, of systems without call-backs. */
  reports: readonly (AgentReport | UnreadReport)[]
  /**
   * The cursor after all of this page: a text of the system's own. Collecting after the cursor before gives what was in this
   * page again, as long as it was not settled. Null where the system keeps no cursor and offers what is not settled yet.
   */
  next: string | null
  /** Whether more was there when this was read; it is then asked for at once. */
  hasMore: boolean
}

/** What a system has, or why it could not be asked: `retry-later`, `busy`, `auth` or `gone`. */
export type CollectAnswer = CollectPage | { fault: Outcome }

/** What came of one item of a page. What could not be looked at yet has no result and stays as it is. */
export type CollectResult =
  | { of: 'letter'; key: string; kind: 'taken'; dispatch: string }
  | { of: 'report'; key: string; kind: 'taken' }
  /** `errors` say what is wrong, where, and what to do, in sentences. It is not looked at again until it changes. */
  | { of: 'letter' | 'report'; key: string; kind: 'refused'; errors: readonly FieldError[] }

/** Whether the system has taken note of the results. */
export type SettleAnswer = { settled: true } | { fault: Outcome }

export { MAX_COLLECT_KEY, MAX_COLLECTED, MAX_CURSOR } from '../domain/letters/collect/limits'
