// A letter while it is written. It is kept in this tab until it is sent, under one key, so that it is sent once.

import type { Language, LetterKind, Urgency } from '../../../../domain/letters/dispatch/dispatch'
import type { Purpose } from '../../../../domain/letters/dispatch/recipients'
import type { DispatchRequest, RecipientRequest, StoredDocument } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'
import { randomKey } from '../../../lib/random-key'
import { passing } from '../../../lib/storage'
import { today } from '../../../lib/time'

export const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const
export type Unit = keyof typeof UNITS

export interface DraftRecipient {
  /** Of this row, not of the recipient. */
  row: string
  kind: 'office' | 'seat' | 'group'
  /** Code of the office, else id of the seat or group. */
  id: string
  name: string
  nameMl: string
  /** What tells it from others of that name. */
  under: string
  /** How many a group reaches now, once that is known. */
  count: number | null
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
  /** YYYY-MM-DD; empty where none is fixed. */
  fixedDate: string
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
    fixedDate: '',
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
    const keptDraft = JSON.parse(passing.read(`draft.${seat}`) ?? '{}') as Partial<Draft>
    // A draft of an earlier release knew offices only.
    const recipients = keptDraft.recipients?.filter(({ kind }) => kind !== undefined) ?? []
    return { ...newDraft(), ...keptDraft, recipients }
  } catch {
    return newDraft()
  }
}

export function keepDraft(seat: string, draft: Draft | null): void {
  passing.write(`draft.${seat}`, draft && JSON.stringify(draft))
}

const seconds = ({ number, unit }: Span) => Number(number) * UNITS[unit]

/** A recipient as the request names it. */
export function recipientRequest({ kind, id, seat, purpose }: DraftRecipient): RecipientRequest {
  if (kind === 'group') return { group: id, purpose }
  if (kind === 'seat') return { seat: id, purpose }
  return seat ? { seat, purpose } : { office: id, purpose }
}

/** A new row of the list, for action. */
export function newRecipient(
  facts: Pick<DraftRecipient, 'kind' | 'id' | 'name' | 'nameMl'> & Partial<DraftRecipient>,
): DraftRecipient {
  return { row: randomKey(), under: '', count: null, seat: '', purpose: 'action', ...facts }
}

/** How many letters it makes, as far as that is known. */
export function letterCount(recipients: readonly DraftRecipient[]): number {
  return recipients.reduce((sum, { kind, count }) => sum + (kind === 'group' ? (count ?? 0) : 1), 0)
}

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
    ...(draft.fixedDate && { fixedDate: draft.fixedDate }),
    language: draft.language,
    recipients: draft.recipients.map(recipientRequest),
    documents: draft.documents.map(({ sha256, name }) => ({ sha256, name })),
    ...(timed && {
      times: {
        acknowledgeWithinSeconds: seconds(draft.within),
        escalateEverySeconds: seconds(draft.every),
      },
    }),
  }
}

/** A stored document as a document of the draft. */
export function documentOf(row: string, name: string, document: StoredDocument): DraftDocument {
  return { row, name, ...document }
}
