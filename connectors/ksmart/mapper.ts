// Between our words and those of K-SMART: applications out, slips in.

import { startOfDay } from '../../domain/common/clock/ist'
import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { LETTER_KINDS, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type Parcel, type StatusAnswer } from '../connector'
import { type HttpAnswer, type HttpFault } from '../http'
import { isOk, outcomeOfFault, outcomeOfQuestion } from '../http-outcome'
import { garbled, readAnswer, type Reading } from '../reading'
import { outcomeOfError, refusalCode } from './errors'
import { type Application, configSchema, type Slip, slipSchema, statusSchema } from './schema'

const services: Record<LetterKind, string> = {
  letter: 'TAPAL-LETTER',
  'government-order': 'TAPAL-ORDER',
  circular: 'TAPAL-CIRCULAR',
  memorandum: 'TAPAL-MEMO',
  note: 'TAPAL-NOTE',
  reply: 'TAPAL-REPLY',
}

const priorities: Record<Urgency, Application['Application']['priority']> = {
  normal: 'NORMAL',
  urgent: 'HIGH',
  immediate: 'IMMEDIATE',
}

/** K-SMART names formats by the ends of file names. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

const DAY_MS = 24 * 3_600_000

/** The service of the counter under which a letter is filed. */
export function serviceOf(kind: LetterKind): string {
  return services[kind]
}

/** What a K-SMART says it can take: letters whose service it offers. */
export function capabilitiesOf(answer: HttpAnswer | HttpFault): Reading<Partial<Capabilities>> {
  const config = readAnswer(configSchema, answer)
  if ('unread' in config) return config
  const { services: offered, formats, maxFileSize, maxFiles } = config.value
  const codes = new Set(offered.map(({ code }) => code))
  const types = formats.flatMap((format) => mediaTypes[format.replace(/^\./, '').toLowerCase()] ?? [])
  return {
    value: {
      kinds: LETTER_KINDS.filter((kind) => codes.has(serviceOf(kind))),
      mediaTypes: [...new Set(types)],
      maxDocumentBytes: maxFileSize,
      maxDocuments: maxFiles,
    },
  }
}

/** The application of a tapal; the same on every try but for the places of its documents, in their order. */
export function applicationOf(parcel: Parcel, fileStoreIds: readonly string[]): Application {
  const { deliveryKey, purpose, recipient, letter } = parcel
  const { office, seat } = letter.sender
  return {
    RequestInfo: { apiId: 'kcs', ver: '1.0', msgId: deliveryKey },
    Application: {
      externalId: deliveryKey,
      serviceCode: serviceOf(letter.kind),
      localBodyCode: recipient.office.code,
      wardNo: wardOf(recipient.seat.section),
      purpose: purpose === 'action' ? 'ACTION' : 'INFORMATION',
      replyWithinSeconds: parcel.acknowledgeWithinSeconds,
      applicant: {
        type: 'GOVERNMENT_OFFICE',
        officeCode: office.code,
        officeName: office.name,
        officeNameMl: office.nameMl,
        address: office.address,
        seatId: seat.id,
        designation: seat.designation,
      },
      addressee: {
        seatId: recipient.seat.id,
        designation: recipient.seat.designation,
        section: recipient.seat.section,
      },
      subject: letter.subject,
      letterNo: letter.letterNumber,
      letterDate: hyphened(letter.letterDate),
      senderFileNo: letter.fileNumber,
      despatchNo: letter.despatchNumber,
      priority: priorities[letter.urgency],
      locale: letter.language === 'ml' ? 'ml_IN' : 'en_IN',
      documents: letter.documents.map(({ sha256, name, mediaType, size }, index) => ({
        fileStoreId: fileStoreIds[index]!,
        fileName: name,
        mimeType: mediaType,
        bytes: size,
        sha256,
      })),
    },
  }
}

/** The ward that the section of a seat names (“Ward 12”), else 0: the local body as a whole. */
export function wardOf(section: string): number {
  const [, number] = /^(?:ward|വാർഡ്)\s*(?:no\.?|നമ്പർ)?\s*(\d{1,3})$/iu.exec(section.trim()) ?? []
  return Number(number ?? 0)
}

/** What the answer to an application means; 409 is the one that is already filed under our key. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if (!('status' in result)) return outcomeOfFault(result, now)
  if (result.status === 409) {
    if (result.body?.length === 0) return { kind: 'duplicate' }
    const filedBefore = readAnswer(slipSchema, result)
    return 'value' in filedBefore
      ? { kind: 'duplicate', ...arrivalOf(filedBefore.value.Slip) }
      : garbled(filedBefore)
  }
  if (!isOk(result)) return outcomeOfError(result, now) ?? outcomeOfFault(result, now)
  const reading = readAnswer(slipSchema, result)
  if ('unread' in reading) return garbled(reading)
  return { kind: 'delivered', cause: 'delivered-by-agent', ...arrivalOf(reading.value.Slip) }
}

/** What the answer to the question for an application means. */
export function statusAnswer(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  if (!isOk(result)) return outcomeOfQuestion(result, now)
  const reading = readAnswer(statusSchema, result)
  if ('unread' in reading) return garbled(reading)
  const { Slip: slip, status, reasonCode } = reading.value
  if (status === 'WITHDRAWN') return { kind: 'never', code: 'withdrawn' }
  if (status === 'REJECTED') return { kind: 'refused', code: refusalCode(reasonCode ?? '') }
  return { kind: 'delivered', cause: 'delivered-by-agent', ...arrivalOf(slip) }
}

function arrivalOf(slip: Slip): { reference: string; diary: Diary; dueAt?: Date } {
  const { applicationId: reference, fileNo, fileDate, serviceDeliveryDate: promised } = slip
  return {
    reference,
    diary: diaryOf(fileNo, fileDate),
    // The whole of the day is still in time.
    ...(promised === undefined || promised < fileDate
      ? {}
      : { dueAt: new Date(startOfDay(promised).getTime() + DAY_MS - 1) }),
  }
}

/** The file number, which is the diary number of K-SMART, and its day in Kerala. */
export function diaryOf(number: string, day: string): Diary {
  return { number, date: startOfDay(day) }
}

/** YYYY-MM-DD as DD-MM-YYYY. */
export function hyphened(day: string): string {
  return day.split('-').reverse().join('-')
}
