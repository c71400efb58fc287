// A dispatch as it is kept.

import type { TestMark } from '../sandbox/test-letter'
import type { Recipient } from './recipients'
import type { StatedTimes } from '../service-level/times'
import type {
  Classification,
  DispatchState,
  DispatchTimes,
  DocumentReference,
  Language,
  LetterKind,
  Urgency,
} from './dispatch'

/** Who handed a dispatch over: an agent by its key, or an account; the scope of idempotency keys. */
export type CallerKey = `agent:${string}` | `account:${string}`

/** What the sender says; frozen at acceptance. */
export interface LetterFacts {
  kind: LetterKind
  subject: string
  letterNumber: string
  /** YYYY-MM-DD, the date on the letter. */
  letterDate: string
  fileNumber: string
  /** Code of what it is about, for routing rules; empty where none was given. */
  subjectCode: string
  urgency: Urgency
  classification: Classification
  language: Language
  /** YYYY-MM-DD: the day by which the sender wants it done, where one was fixed. */
  fixedDate?: string
  documents: DocumentReference[]
}

export interface Dispatch extends LetterFacts {
  id: string
  caller: CallerKey
  idempotencyKey: string
  /** sha256 of the accepted request body; another body under the same key is refused. */
  requestHash: string
  sender: { office: string; seat: string; holder: string | null }
  recipients: Recipient[]
  /** As far as they are known of the letter as a whole; each tapal has its own. */
  times: DispatchTimes
  /** What of them the sender states; letters of before have none, and their times are those of each tapal. */
  statedTimes?: StatedTimes
  /** Despatch number, allotted when the recipients are resolved. */
  number: string | null
  state: DispatchState
  /** The workflow was started; rows without it are the outbox. */
  started: boolean
  /** `told` once the run has been told of it by the sweep. */
  recall: { at: Date; seat: string; holder: string; reason: string; told?: true } | null
  /** When it was last taken back from some of its recipients. */
  recalledInPartAt?: Date | null
  acceptedAt: Date
  closedAt: Date | null
  /** When something was owed of it anew that had been delivered: its mail came back. */
  reopenedAt?: Date | null
  /** It is a test letter, of the sandbox alone. */
  test?: TestMark
}

/** The letter for those who have it before them: without the sender's list, which may be long. */
export type LetterRecord = Omit<Dispatch, 'recipients'>

/** A letter in a list of the sender's: how many the sender named, instead of whom. */
export type ListedDispatch = LetterRecord & { named: number }
