// Between our words and those of ILGMS: tapals out, slips and states in.

import { startOfDay } from '../../domain/common/clock/ist'
import { type Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type Parcel, type StatusAnswer } from '../connector'
import { type HttpAnswer, type HttpFault } from '../http'
import { isOk, outcomeOfFault, outcomeOfQuestion } from '../http-outcome'
import { garbled, readAnswer, type Reading, readValue } from '../reading'
import { refusalCode } from './errors'
import {
  aboutSchema,
  faultSchema,
  type Inward,
  type Slip,
  slipSchema,
  type Status,
  statusesSchema,
  statusSchema,
} from './schema'

export const letterTypes: Readonly<Record<LetterKind, Inward['letterType']>> = {
  letter: 'LETTER',
  'government-order': 'GO',
  circular: 'CIRCULAR',
  memorandum: 'MEMO',
  note: 'NOTE',
  reply: 'REPLY',
}
export const priorities: Readonly<Record<Urgency, Inward['priority']>> = {
  normal: 'NORMAL',
  urgent: 'URGENT',
  immediate: 'TOP_URGENT',
}
export const languageCodes: Readonly<Record<Language, Inward['language']>> = { en: 'ENG', ml: 'MAL' }

/** What an ILGMS says it can take. */
export function capabilitiesOf(answer: HttpAnswer | HttpFault): Reading<Partial<Capabilities>> {
  const about = readAnswer(aboutSchema, answer)
  if ('unread' in about) return about
  const { fileTypes, maxAttachmentBytes, maxAttachments } = about.value
  return {
    value: { mediaTypes: fileTypes, maxDocumentBytes: maxAttachmentBytes, maxDocuments: maxAttachments },
  }
}

/** The tapal as it is entered at the front office; the same on every try. */
export function inwardOf(parcel: Parcel): Inward {
  const { letter } = parcel
  return {
    letterKey: parcel.deliveryKey,
    nature: parcel.purpose === 'action' ? 'FOR_ACTION' : 'FOR_INFORMATION',
    serviceSeconds: parcel.acknowledgeWithinSeconds,
    from: party(letter.sender),
    to: party(parcel.recipient),
    letterType: letterTypes[letter.kind],
    subject: letter.subject,
    letterNo: letter.letterNumber,
    letterDate: hyphened(letter.letterDate),
    fileRef: letter.fileNumber,
    despatchNo: letter.despatchNumber,
    priority: priorities[letter.urgency],
    language: languageCodes[letter.language],
    attachments: letter.documents.map(({ sha256, name, mediaType, size }) => ({
      sha256,
      fileName: name,
      fileType: mediaType,
      bytes: size,
    })),
  }
}

function party({ office, seat }: Parcel['recipient']): Inward['to'] {
  return {
    officeCode: office.code,
    officeName: office.name,
    seatCode: seat.id,
    seatName: seat.designation,
  }
}

/** What the answer to `POST /inwards` means; 409 is the file that is already there under our letter key. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if (!('status' in result)) return outcomeOfFault(result, now)
  if (result.status === 409) {
    if (result.body?.length === 0) return { kind: 'duplicate' }
    const slipBefore = readAnswer(slipSchema, result)
    return 'value' in slipBefore
      ? { kind: 'duplicate', ...referenceAndDiary(slipBefore.value) }
      : garbled(slipBefore)
  }
  const fault = result.status === 422 ? readAnswer(faultSchema, result) : undefined
  const code = fault && 'value' in fault ? refusalCode(fault.value.errorCode) : null
  if (fault && 'value' in fault && code !== null)
    return { kind: 'refused', code, ...rightOffice(fault.value.rightOfficeCode) }
  if (!isOk(result)) return outcomeOfFault(result, now)
  const slip = readAnswer(slipSchema, result)
  if ('unread' in slip) return garbled(slip)
  return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(slip.value) }
}

/** What the answer to `GET /inwards?letterKeys=…` says of each key; an entry that cannot be read hides no other. */
export function statusAnswers(
  result: HttpAnswer | HttpFault,
  now: Date,
): (letterKey: string) => StatusAnswer {
  if (!isOk(result)) return () => outcomeOfQuestion(result, now)
  const whole = readAnswer(statusesSchema, result)
  if ('unread' in whole) return () => garbled(whole)
  const byKey = new Map(
    whole.value.letters.map((entry, index): [unknown, StatusAnswer] => {
      const status = readValue(statusSchema, entry, `/letters/${index}`)
      const answer = 'unread' in status ? garbled(status) : statusOutcome(status.value)
      return [(entry as { letterKey?: unknown } | null)?.letterKey, answer]
    }),
  )
  return (letterKey) =>
    byKey.get(letterKey) ??
    garbled({ unread: [{ pointer: '/letters', detail: 'says nothing of a letter key' }] })
}

function statusOutcome(status: Status): StatusAnswer {
  switch (status.state) {
    case 'NOT_FOUND':
      return { kind: 'unseen' }
    case 'CANCELLED':
      return { kind: 'never', code: 'withdrawn' }
    case 'REJECTED':
      return {
        kind: 'refused',
        code: refusalCode(status.errorCode ?? '') ?? 'other',
        ...rightOffice(status.rightOfficeCode),
      }
    case 'ENTERED':
    case 'OPENED':
    case 'IN_FILE':
    case 'DISPOSED':
    case 'RETURNED':
      return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(status) }
  }
}

function rightOffice(code: string | undefined): { rightOffice?: string } {
  return code === undefined ? {} : { rightOffice: code }
}

function referenceAndDiary(slip: Slip): { reference: string; diary: Diary } {
  return { reference: slip.slipNo, diary: diaryOf(slip.fileNo, slip.fileDate) }
}

/** The number of a file of ILGMS as a diary number, and its day in Kerala. */
export function diaryOf(number: string, day: string): Diary {
  return { number, date: startOfDay(day) }
}

/** YYYY-MM-DD as DD-MM-YYYY. */
export function hyphened(day: string): string {
  return day.split('-').reverse().join('-')
}
