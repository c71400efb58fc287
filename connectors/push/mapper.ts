// Between the words of the KCS Agent Protocol and ours: answers and reports in.

import { dayInKerala, startOfDay } from '../../domain/common/clock/ist'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { type StatusAnswer } from '../connector'
import type { AgentReport } from '../report'
import { type HttpAnswer, type HttpFault } from '../http'
import { isOk, outcomeOfFault, outcomeOfQuestion, retryAfterMs } from '../http-outcome'
import { garbled, readAnswer } from '../reading'
import { type Report, refusalSchema, type Status, statusSchema, type Taken, takenSchema } from './schema'

/** When KCS asks again about a tapal that was accepted without a time. */
const ASK_AFTER_MS = 60_000

/** What the answer to `POST /tapals` means. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  if (!('status' in result)) return outcomeOfFault(result, now)
  // On our own key a conflict says that the letter is there; its body may tell more, and need not.
  if (result.status === 409) {
    if (result.body?.length === 0) return { kind: 'duplicate' }
    const takenBefore = readAnswer(takenSchema, result)
    return 'value' in takenBefore
      ? { kind: 'duplicate', ...referenceAndDiary(takenBefore.value, now) }
      : garbled(takenBefore)
  }
  if (result.status === 422) {
    const refusal = readAnswer(refusalSchema, result)
    if ('value' in refusal) return { kind: 'refused', ...refusal.value }
  }
  if (!isOk(result)) return outcomeOfFault(result, now)
  const reading = readAnswer(takenSchema, result)
  if ('unread' in reading) return garbled(reading)
  const answer = reading.value
  // Some server in between may say that all is well; only the filing system knows its own id of the letter.
  if (answer.reference === undefined && result.status <= 202)
    return garbled({ unread: [{ pointer: '/reference', detail: 'is missing: your own id of the letter' }] })
  switch (result.status) {
    case 200:
      return { kind: 'duplicate', ...referenceAndDiary(answer, now) }
    case 201:
      return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(answer, now) }
    case 202:
      return {
        kind: 'handed-over',
        cause: 'handed-over-to-agent',
        askAfterMs: retryAfterMs(result.headers['retry-after'], now) ?? ASK_AFTER_MS,
        reference: answer.reference,
      }
    default:
      return garbled({
        unread: [{ pointer: '', detail: `The status ${result.status} is none of the protocol.` }],
      })
  }
}

/** What the answer to `GET /tapals/{deliveryKey}` means. */
export function statusAnswer(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  if (!isOk(result)) return outcomeOfQuestion(result, now)
  const status = readAnswer(statusSchema, result)
  return 'value' in status ? statusOutcome(status.value, now) : garbled(status)
}

function statusOutcome(status: Status, now: Date): Outcome {
  switch (status.state) {
    case 'accepted':
      return { kind: 'handed-over', askAfterMs: ASK_AFTER_MS, ...reference(status) }
    case 'delivered':
    case 'acknowledged':
      return { kind: 'delivered', cause: 'delivered-by-agent', ...referenceAndDiary(status, now) }
    case 'refused':
      return {
        kind: 'refused',
        code: status.code ?? 'other',
        ...(status.reason === undefined ? {} : { reason: status.reason }),
        ...(status.rightOffice === undefined ? {} : { rightOffice: status.rightOffice }),
      }
    case 'withdrawn':
      return { kind: 'never', code: 'withdrawn' }
  }
}

/** A report of a call-back in our words; a diary date is a day in Kerala. */
export function agentReport(report: Report): AgentReport {
  const at = new Date(report.at)
  const base = { key: report.key, deliveryKey: report.deliveryKey, at }
  switch (report.kind) {
    case 'acknowledged':
      return {
        ...base,
        kind: report.kind,
        diary: {
          number: report.diaryNumber,
          ...(report.diaryDate === undefined ? {} : { date: startOfDay(report.diaryDate) }),
        },
      }
    case 'movement':
    case 'filed':
      return { ...base, kind: report.kind, desk: report.desk }
    case 'opened':
    case 'closed':
      return { ...base, kind: report.kind }
    case 'refused':
      return {
        ...base,
        kind: report.kind,
        code: report.code,
        reason: report.reason,
        ...(report.rightOffice === undefined ? {} : { rightOffice: report.rightOffice }),
      }
    case 'returned':
      return { ...base, kind: report.kind, reason: report.reason }
  }
}

function referenceAndDiary(answer: Taken, now: Date): { reference?: string; diary?: Diary } {
  return {
    ...reference(answer),
    ...(answer.diaryNumber === undefined
      ? {}
      : { diary: diaryOf(answer.diaryNumber, answer.diaryDate, now) }),
  }
}

function reference(answer: Taken): { reference?: string } {
  return answer.reference === undefined ? {} : { reference: answer.reference }
}

function diaryOf(number: string, day: string | undefined, at: Date): Diary {
  return { number, date: startOfDay(day ?? dayInKerala(at)) }
}
