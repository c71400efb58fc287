// A letter while it is written. It is kept in this tab until it is sent, under one key, so that it is sent once.

import type {
  DispatchRequest,
  Language,
  LetterKind,
  Mechanism,
  Purpose,
  StoredDocument,
  Urgency,
} from '../../lib/contract'
import { currentLanguage } from '../../lib/i18n'
import { randomKey } from '../../lib/random-key'
import { passing } from '../../lib/storage'
import { today } from '../../lib/time'

export const KINDS: readonly LetterKind[] = [
  'letter',
  'government-order',
  'circular',
  'memorandum',
  'note',
  'reply',
]
export const URGENCIES: readonly Urgency[] = ['normal', 'urgent', 'immediate']
export const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const
export type Unit = keyof typeof UNITS

export interface DraftRecipient {
  /** Of this row, not of the recipient. */
  row: string
  office: { code: string; name: string; nameMl: string; mechanism: Mechanism | null }
  /** A seat of the office; empty for the office as a whole. */
  seat: string
  purpose: Purpose
}

export interface DraftDocument {
  row: string
  name: string
  size: number
  mediaType: string
  /** Set once it is stored. */
  sha256: string
}

export interface Span {
  number: string
  unit: Unit
}

export interface Draft {
  /** Idempotency-Key of the letter. */
  key: string
  kind: LetterKind
  subject: string
  letterNumber: string
  letterDate: string
  fileNumber: string
  urgency: Urgency
  language: Language
  recipients: DraftRecipient[]
  documents: DraftDocument[]
  within: Span
  every: Span
}

export function newDraft(): Draft {
  return {
    key: randomKey(),
    kind: 'letter',
    subject: '',
    letterNumber: '',
    letterDate: today(),
    fileNumber: '',
    urgency: 'normal',
    language: currentLanguage(),
    recipients: [],
    documents: [],
    within: { number: '', unit: 'hours' },
    every: { number: '', unit: 'hours' },
  }
}

/** The draft of a seat in this tab, or a new one. */
export function loadDraft(seat: string): Draft {
  try {
    return { ...newDraft(), ...(JSON.parse(passing.read(`draft.${seat}`) ?? '{}') as Partial<Draft>) }
  } catch {
    return newDraft()
  }
}

export function keepDraft(seat: string, draft: Draft | null): void {
  passing.write(`draft.${seat}`, draft && JSON.stringify(draft))
}

const seconds = ({ number, unit }: Span) => Number(number) * UNITS[unit]

/** The request that sends the draft; call it only with a draft that has no faults. */
export function requestOf(draft: Draft, seat: string): DispatchRequest {
  const timed = draft.within.number !== ''
  return {
    sender: { seat },
    kind: draft.kind,
    subject: draft.subject.trim(),
    letterNumber: draft.letterNumber.trim(),
    letterDate: draft.letterDate,
    ...(draft.fileNumber.trim() && { fileNumber: draft.fileNumber.trim() }),
    urgency: draft.urgency,
    language: draft.language,
    recipients: draft.recipients.map(({ office, seat: to, purpose }) =>
      to ? { seat: to, purpose } : { office: office.code, purpose },
    ),
    documents: draft.documents.map(({ sha256, name }) => ({ sha256, name })),
    ...(timed && {
      times: {
        acknowledgeWithinSeconds: seconds(draft.within),
        escalateEverySeconds: seconds(draft.every),
      },
    }),
  }
}

/** What the store answered, as a document of the draft. */
export function documentOf(row: string, name: string, stored: StoredDocument): DraftDocument {
  return { row, name, ...stored }
}
