// Between our words and those of e-Office: dak out, answers in.

import { startOfDay } from '../../domain/common/clock/ist'
import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { type Parcel, type StatusAnswer } from '../connector'
import { type HttpAnswer, type HttpFault } from '../http'
import { isOk, outcomeOfFault, outcomeOfQuestion } from '../http-outcome'
import { garbled, readAnswer, type Reading } from '../reading'
import { aboutSchema, type Dak, type Diarised, dakStatusSchema, diarisedSchema, faultSchema } from './schema'

const priorities: Record<Urgency, Dak['priority']> = {
  normal: 'ORDINARY',
  urgent: 'URGENT',
  immediate: 'MOST IMMEDIATE',
}

const refusals: Readonly<Record<string, RefusalCode>> = {
  NOT_THIS_OFFICE: 'not-for-this-office',
  UNREADABLE: 'unreadable',
  ENCLOSURE_MISSING: 'enclosure-missing',
  UNSIGNED: 'not-signed',
  LANGUAGE: 'wrong-language',
  ALREADY_DIARISED_OTHERWISE: 'duplicate-letter',
  OTHER: 'other',
}

/** Of what stands in the table itself: `constructor` is no code of theirs. */
const isRefusal = (errorCode: string): boolean => Object.hasOwn(refusals, errorCode)

/** Our refusal code of one of theirs; a code we do not know is `other`. */
export function refusalCode(errorCode: string): RefusalCode {
  return isRefusal(errorCode) ? refusals[errorCode]! : 'other'
}

/** What an e-Office says it can take. */
export function capabilitiesOf(answer: HttpAnswer | HttpFault): Reading<Partial<Capabilities>> {
  const about = readAnswer(aboutSchema, answer)
  if ('unread' in about) return about
  const { mimeTypes, maxFileBytes, maxFiles } = about.value
  return { value: { mediaTypes: mimeTypes, maxDocumentBytes: maxFileBytes, maxDocuments: maxFiles } }
}

/** The dak of a tapal; the same on every try. */
export function dakOf(parcel: Parcel): Dak {
  const { letter } = parcel
  return {
    kcsKey: parcel.deliveryKey,
    nature: parcel.purpose === 'action' ? 'ACTION' : 'INFORMATION',
    replyWithinSeconds: parcel.acknowledgeWithinSeconds,
    from: party(letter.sender),
    to: party(parcel.recipient),
    category: letter.kind,
    subject: letter.subject,
    letterNo: letter.letterNumber,
    letterDate: slashed(letter.letterDate),
    fileNo: letter.fileNumber,
    despatchNo: letter.despatchNumber,
    priority: priorities[letter.urgency],
    language: letter.language,
    pages: letter.documents.map(({ sha256, name, mediaType, size }) => ({
      sha256,
      fileName: name,
      mimeType: mediaType,
      bytes: size,
    })),
  }
}

function party({ office, seat }: Parcel['recipient']): Dak['to'] {
  return { officeCode: office.code, officeName: office.name, deskId: seat.id, deskName: seat.designation }
}

/** What the answer to `POST /dak` means; 409 is the dak that is already there under our key. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if (!('status' in result)) return outcomeOfFault(result, now)
  if (result.status === 409) {
    if (result.body?.length === 0) return { kind: 'duplicate' }
    const diarisedBefore = readAnswer(diarisedSchema, result)
    return 'value' in diarisedBefore
      ? { kind: 'duplicate', ...referenceAndDiary(diarisedBefore.value) }
      : garbled(diarisedBefore)
  }
  const fault = result.status === 422 ? readAnswer(faultSchema, result) : undefined
  if (fault && 'value' in fault && isRefusal(fault.value.errorCode)) {
    const { errorCode, rightOfficeCode } = fault.value
    return {
      kind: 'refused',
      code: refusalCode(errorCode),
      ...(rightOfficeCode === undefined ? {} : { rightOffice: rightOfficeCode }),
    }
  }
  if (!isOk(result)) return outcomeOfFault(result, now)
  const reading = readAnswer(diarisedSchema, result)
  if ('unread' in reading) return garbled(reading)
  return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(reading.value) }
}

/** What the answer to `GET /dak/{kcsKey}` means. */
export function statusAnswer(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  if (!isOk(result)) return outcomeOfQuestion(result, now)
  const reading = readAnswer(dakStatusSchema, result)
  if ('unread' in reading) return garbled(reading)
  const status = reading.value
  if (status.state === 'RECALLED') return { kind: 'never', code: 'withdrawn' }
  if (status.state === 'REJECTED') return { kind: 'refused', code: 'other' }
  return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(status) }
}

function referenceAndDiary(answer: Diarised): { reference: string; diary: Diary } {
  return { reference: answer.dakId, diary: diaryOf(answer.diaryNo, answer.diaryDate) }
}

/** A diary number and its day in Kerala. */
export function diaryOf(number: string, day: string): Diary {
  return { number, date: startOfDay(day) }
}

/** YYYY-MM-DD as DD/MM/YYYY. */
export function slashed(day: string): string {
  return day.split('-').reverse().join('/')
}
