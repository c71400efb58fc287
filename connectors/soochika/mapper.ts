// Between our words and those of Soochika: tapals out as inwards, answers in.

import { startOfDay } from '../../domain/common/clock/ist'
import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type Purpose } from '../../domain/letters/dispatch/recipients'
import { type Parcel, type StatusAnswer, type WithdrawAnswer } from '../connector'
import { type HttpAnswer, type HttpFault } from '../http'
import { outcomeOfQuestion } from '../http-outcome'
import { garbled, type Reading } from '../reading'
import { outcomeOf, outcomeOfSoapFault, refusalCode, refused } from './errors'
import {
  type InwardEntry,
  inwardStatusSchema,
  type KINDS,
  type LANGUAGES,
  type PRIORITIES,
  type PURPOSES,
  type Registered,
  registeredSchema,
  serviceSchema,
  withdrawnSchema,
} from './schema'
import { readSoap } from './soap'
import { type Content, element, elements } from './write'

export const kinds: Record<LetterKind, (typeof KINDS)[number]> = {
  letter: 'Letter',
  'government-order': 'GovernmentOrder',
  circular: 'Circular',
  memorandum: 'Memorandum',
  note: 'Note',
  reply: 'Reply',
}
export const priorities: Record<Urgency, (typeof PRIORITIES)[number]> = {
  normal: 'Ordinary',
  urgent: 'Urgent',
  immediate: 'Immediate',
}
export const languages: Record<Language, (typeof LANGUAGES)[number]> = { en: 'English', ml: 'Malayalam' }
export const purposes: Record<Purpose, (typeof PURPOSES)[number]> = {
  action: 'Action',
  information: 'Information',
}

/** What a Soochika says it can take. */
export function capabilitiesOf(
  result: HttpAnswer | HttpFault,
  now: Date,
): Reading<Partial<Capabilities>> | { fault: Outcome } {
  const answer = readSoap(serviceSchema, 'GetService', result)
  if ('unread' in answer) return answer
  if (!('value' in answer)) return { fault: outcomeOf(answer, now) }
  const { MimeTypes, MaxFileBytes, MaxFiles } = answer.value
  return { value: { mediaTypes: MimeTypes, maxDocumentBytes: MaxFileBytes, maxDocuments: MaxFiles } }
}

/** The members of RegisterInward; the same on every try. */
export function inwardOf(parcel: Parcel): Record<string, Content> {
  const { letter } = parcel
  return {
    KcsKey: parcel.deliveryKey,
    Purpose: purposes[parcel.purpose],
    ReplyWithinSeconds: parcel.acknowledgeWithinSeconds,
    From: party(letter.sender),
    To: party(parcel.recipient),
    Kind: kinds[letter.kind],
    Subject: letter.subject,
    LetterNo: letter.letterNumber,
    LetterDate: letter.letterDate,
    FileNo: letter.fileNumber,
    DespatchNo: letter.despatchNumber,
    Priority: priorities[letter.urgency],
    Language: languages[letter.language],
    Documents: letter.documents.map(({ sha256, name, mediaType, size }) =>
      element('Document', elements({ Sha256: sha256, FileName: name, MimeType: mediaType, Bytes: size })),
    ),
  }
}

function party({ office, seat }: Parcel['recipient']): Content {
  return elements({
    OfficeCode: office.code,
    OfficeName: office.name,
    SeatId: seat.id,
    SeatName: seat.designation,
    Section: seat.section,
  })
}

/** What the answer to RegisterInward means; 409 is the inward that is already there under our key. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if ('status' in result && result.status === 409) {
    if (result.body?.length === 0) return { kind: 'duplicate' }
    const before = readSoap(registeredSchema, 'RegisterInward', { ...result, status: 200 })
    if ('value' in before) return { kind: 'duplicate', ...referenceAndDiary(before.value) }
    return outcomeOf(before, now)
  }
  const answer = readSoap(registeredSchema, 'RegisterInward', result)
  if (!('value' in answer)) return outcomeOf(answer, now)
  const { value } = answer
  if (value.Repeated) return { kind: 'duplicate', ...referenceAndDiary(value) }
  return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(value) }
}

/** What the answer to GetInward means. A question that is not understood says nothing against the letter. */
export function statusAnswer(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  const answer = readSoap(inwardStatusSchema, 'GetInward', result)
  if ('line' in answer) return outcomeOfQuestion(answer.line, now)
  if ('soapFault' in answer) {
    const outcome = outcomeOfSoapFault(answer.soapFault, now)
    return outcome.kind === 'never' || outcome.kind === 'refused' ? { kind: 'unseen' } : outcome
  }
  if ('unread' in answer) return garbled(answer)
  const { value } = answer
  switch (value.State) {
    case 'Unseen':
      return { kind: 'unseen' }
    case 'Withdrawn':
      return { kind: 'never', code: 'withdrawn' }
    case 'Refused':
      return refused(refusalCode(value.Code) ?? 'other', value.Remarks, value.RightOffice)
    case 'Registered':
    case 'Opened':
    case 'InFile':
    case 'Closed':
    case 'Returned':
      return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(value) }
  }
}

/** What the answer to WithdrawInward means. Only what it says in words counts, for a 404 may come from anywhere. */
export function withdrawal(result: HttpAnswer | HttpFault, now: Date): WithdrawAnswer {
  const answer = readSoap(withdrawnSchema, 'WithdrawInward', result)
  if (!('value' in answer)) {
    const outcome = outcomeOf(answer, now)
    return { kind: 'failed', code: 'code' in outcome ? outcome.code : outcome.kind }
  }
  const answers = { Withdrawn: 'withdrawn', Unseen: 'unseen', Taken: 'taken' } as const
  return { kind: answers[answer.value.Result] }
}

function referenceAndDiary({ InwardId, Entry }: Registered): { reference: string; diary?: Diary } {
  return { reference: InwardId, ...(Entry === undefined ? {} : { diary: diaryOf(Entry) }) }
}

/** The inward number as offices write it, with its section and year, and its day in Kerala. */
export function diaryOf(entry: InwardEntry): Diary {
  return { number: `${entry.Section}-${entry.Number}/${entry.Year}`, date: startOfDay(entry.Date) }
}
