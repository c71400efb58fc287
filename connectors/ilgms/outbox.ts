// What panchayats have for KCS, as rows of the outbox of their ILGMS: letters that they send, and what they did with tapals.

import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type Purpose } from '../../domain/letters/dispatch/recipients'
import {
  type CollectAnswer,
  type CollectedLetter,
  type CollectResult,
  type SettleAnswer,
  type UnreadLetter,
} from '../collect'
import type { AgentReport, UnreadReport } from '../report'
import { COLLECT_ANSWER_BYTES, type CollectCalls } from '../http-connector'
import { isOk, outcomeOfFault } from '../http-outcome'
import { garbled, readAnswer, readValue, wordsOf } from '../reading'
import { given, ourWord } from '../wording'
import { refusalCode } from './errors'
import { diaryOf, languageCodes, letterTypes, priorities } from './mapper'
import {
  type EventRow,
  eventRowSchema,
  type LetterRow,
  letterRowSchema,
  outboxSchema,
  type Results,
  rowIdSchema,
} from './schema'

/** Rows asked for at once; ILGMS is slow, and what is more is asked for at once after them. */
const ROWS = 50

type Open = CollectCalls['open']

/** A page of the outbox after a row; the cursor is the number of that row. */
export async function collectRows(
  { call, open }: CollectCalls,
  after: string | null,
  now: () => Date,
): Promise<CollectAnswer> {
  const place = after === null ? '' : `&after=${encodeURIComponent(after)}`
  const result = await call({ method: 'GET', path: `/outbox?count=${ROWS}${place}` })
  if (!isOk(result)) return { fault: outcomeOfFault(result, now()) }
  const page = readAnswer(outboxSchema, result, COLLECT_ANSWER_BYTES)
  if ('unread' in page) return { fault: garbled(page) }
  const { rows, lastRow, more } = page.value
  const letters: (CollectedLetter | UnreadLetter)[] = []
  const reports: (AgentReport | UnreadReport)[] = []
  for (const row of rows) {
    const id = readValue(rowIdSchema, row)
    if ('value' in id && id.value.type === 'LETTER') letters.push(letterOf(row, id.value, open))
    else if ('value' in id && id.value.type === 'EVENT') reports.push(reportOf(row, id.value.eventId))
    else reports.push({ kind: 'unread', errors: [{ pointer: '/type', detail: 'must be LETTER or EVENT' }] })
  }
  return { letters, reports, next: String(lastRow), hasMore: more }
}

/** Tells ILGMS what came of its rows; it passes over what it does not know. */
export async function settleRows(
  { call }: CollectCalls,
  results: readonly CollectResult[],
  now: () => Date,
): Promise<SettleAnswer> {
  const body: Results = { results: results.map(resultOf) }
  const result = await call({ method: 'POST', path: '/outbox/results', body: JSON.stringify(body) })
  return isOk(result) ? { settled: true } : { fault: outcomeOfFault(result, now()) }
}

function resultOf(result: CollectResult): Results['results'][number] {
  const { of, key: id, kind } = result
  const type = of === 'letter' ? 'LETTER' : 'EVENT'
  if (kind === 'refused') return { type, id, result: 'REFUSED', remarks: wordsOf(result.errors) }
  return { type, id, result: 'TAKEN', ...('dispatch' in result ? { dispatchId: result.dispatch } : {}) }
}

function letterOf(
  row: unknown,
  { letterId, revision }: { letterId?: string | undefined; revision?: number | undefined },
  open: Open,
): CollectedLetter | UnreadLetter {
  const version = revision === undefined ? {} : { version: String(revision) }
  const reading = readValue(letterRowSchema, row)
  if ('unread' in reading)
    return { kind: 'unread', key: letterId ?? null, ...version, errors: reading.unread }
  const { value: letter } = reading
  return {
    key: letter.letterId,
    ...version,
    kind: ourWord<LetterKind>(letterTypes, letter.letterType),
    sender: { office: letter.officeCode, ...given('seat', letter.seatCode) },
    subject: letter.subject,
    letterNumber: letter.letterNo,
    letterDate: letter.letterDate,
    ...given('fileNumber', letter.fileNo),
    ...given('subjectCode', letter.subjectCode),
    ...(letter.priority === undefined ? {} : { urgency: ourWord<Urgency>(priorities, letter.priority) }),
    ...(letter.language === undefined ? {} : { language: ourWord<Language>(languageCodes, letter.language) }),
    recipients: letter.to.map(({ officeCode, seatCode, groupCode, copy }) => ({
      ...given('office', officeCode),
      ...given('seat', seatCode),
      ...given('group', groupCode),
      purpose: copy === true ? 'information' : ('action' as Purpose),
    })),
    documents: letter.attachments.map(({ attachmentId, fileName, fileType, bytes, sha256 }) => ({
      name: fileName,
      ...given('mediaType', fileType),
      ...given('sha256', sha256),
      ...given('size', bytes),
      open: () => open({ method: 'GET', path: `/attachments/${attachmentId}` }),
    })),
    ...timesOf(letter),
  }
}

function timesOf({ takeWithinSeconds, riseEverySeconds }: LetterRow): Pick<CollectedLetter, 'times'> {
  if (takeWithinSeconds === undefined && riseEverySeconds === undefined) return {}
  return {
    times: {
      ...given('acknowledgeWithinSeconds', takeWithinSeconds),
      ...given('escalateEverySeconds', riseEverySeconds),
    },
  }
}

function reportOf(row: unknown, eventId: string | undefined): AgentReport | UnreadReport {
  const reading = readValue(eventRowSchema, row)
  if ('unread' in reading) return { kind: 'unread', ...given('key', eventId), errors: reading.unread }
  return reportOfEvent(reading.value)
}

function reportOfEvent(row: EventRow): AgentReport {
  const base = { key: row.eventId, deliveryKey: row.letterKey, at: row.at }
  switch (row.event) {
    case 'ENTERED':
      return { ...base, kind: 'acknowledged', diary: diaryOf(row.fileNo, row.fileDate) }
    case 'OPENED':
      return { ...base, kind: 'opened' }
    case 'MOVED':
      return {
        ...base,
        kind: 'movement',
        desk: { from: row.fromSeat, to: row.toSeat, ...given('file', row.fileNo) },
      }
    case 'PUT_IN_FILE':
      return { ...base, kind: 'filed', desk: { to: row.seat, file: row.fileNo } }
    case 'DISPOSED':
      return { ...base, kind: 'closed' }
    case 'REJECTED':
      return {
        ...base,
        kind: 'refused',
        code: refusalCode(row.errorCode) ?? 'other',
        reason: row.remarks,
        ...given('rightOffice', row.rightOfficeCode),
      }
    case 'RETURNED':
      return { ...base, kind: 'returned', reason: row.remarks }
  }
}
