// What offices have for KCS: letters that they send, and what they did with ours; and what Soochika is told of both.

import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import {
  type CollectAnswer,
  type CollectedLetter,
  type CollectResult,
  type SettleAnswer,
  type UnreadLetter,
} from '../collect'
import { COLLECT_ANSWER_BYTES } from '../http-connector'
import { type Call } from '../http-request'
import { readValue, wordsOf } from '../reading'
import { type AgentReport, type UnreadReport } from '../report'
import { given, ourWord } from '../wording'
import { openDocument } from './documents'
import { outcomeOf, outcomeOfCollecting, refusalCode } from './errors'
import { diaryOf, kinds, languages, priorities } from './mapper'
import {
  itemIdSchema,
  outboxSchema,
  PORTS,
  reportSchema,
  type SentLetter,
  sentLetterSchema,
  settledSchema,
  type SoochikaReport,
} from './schema'
import { readSoap, soapRequest } from './soap'
import { element, elements } from './write'

/** Items asked for at once; one alone where an answer with so many cannot be read, for it may be too long. */
const ITEMS = { many: 100, one: 1 }

/** A page of what lies in the outbox after a place, which is the cursor. */
export async function collectOutbox(
  call: Call,
  after: string | null,
  now: () => Date,
): Promise<CollectAnswer> {
  const many = await pageOf(call, after, ITEMS.many)
  const answer = 'unread' in many ? await pageOf(call, after, ITEMS.one) : many
  if (!('value' in answer)) return { fault: outcomeOfCollecting(outcomeOf(answer, now())) }
  const { Letters, Reports, Next, HasMore } = answer.value
  return {
    letters: Letters.map((letter) => letterOf(letter, call, now)),
    reports: Reports.map(reportOf),
    next: Next,
    hasMore: HasMore,
  }
}

async function pageOf(call: Call, after: string | null, max: number) {
  const request = soapRequest(PORTS.outbox, 'GetOutbox', { After: after ?? undefined, Max: max })
  const result = await call({ ...request, answerBytes: COLLECT_ANSWER_BYTES })
  return readSoap(outboxSchema, 'GetOutbox', result, COLLECT_ANSWER_BYTES)
}

/** Tells Soochika what came of its items; it passes over what it does not know. */
export async function settleOutbox(
  call: Call,
  results: readonly CollectResult[],
  now: () => Date,
): Promise<SettleAnswer> {
  const list = results.map((result) =>
    element(
      'Result',
      elements({
        Of: result.of === 'letter' ? 'Letter' : 'Report',
        Id: result.key,
        Taken: result.kind === 'taken',
        KcsId: 'dispatch' in result ? result.dispatch : undefined,
        Remarks: result.kind === 'refused' ? wordsOf(result.errors) : undefined,
      }),
    ),
  )
  const result = await call(soapRequest(PORTS.outbox, 'SettleOutbox', { Results: list }))
  const answer = readSoap(settledSchema, 'SettleOutbox', result)
  if ('value' in answer) return { settled: true }
  return { fault: outcomeOfCollecting(outcomeOf(answer, now())) }
}

function letterOf(item: unknown, call: Call, now: () => Date): CollectedLetter | UnreadLetter {
  const reading = readValue(sentLetterSchema, item)
  if ('unread' in reading) {
    const id = readValue(itemIdSchema, item)
    const { Id = null, Version } = 'value' in id ? id.value : {}
    return { kind: 'unread', key: Id, ...given('version', Version), errors: reading.unread }
  }
  const letter = reading.value
  return {
    key: letter.Id,
    ...given('version', letter.Version),
    kind: ourWord<LetterKind>(kinds, letter.Kind),
    sender: { office: letter.Office, ...given('seat', letter.Seat) },
    subject: letter.Subject,
    letterNumber: letter.LetterNo,
    letterDate: letter.LetterDate,
    ...given('fileNumber', letter.FileNo),
    ...given('subjectCode', letter.SubjectCode),
    ...given('urgency', letter.Priority && ourWord<Urgency>(priorities, letter.Priority)),
    ...given('language', letter.Language && ourWord<Language>(languages, letter.Language)),
    recipients: letter.Recipients.map(({ Office, Seat, Group, Purpose }) => ({
      ...given('office', Office),
      ...given('seat', Seat),
      ...given('group', Group),
      purpose: Purpose === 'Action' ? 'action' : 'information',
    })),
    documents: letter.Documents.map(({ DocumentId, FileName, MimeType, Bytes, Sha256 }) => ({
      name: FileName,
      ...given('mediaType', MimeType),
      ...given('sha256', Sha256),
      ...given('size', Bytes),
      open: () => openDocument(call, DocumentId, now),
    })),
    ...timesOf(letter),
  }
}

function timesOf({ ReplyWithinSeconds, EscalateEverySeconds }: SentLetter): Pick<CollectedLetter, 'times'> {
  if (ReplyWithinSeconds === undefined && EscalateEverySeconds === undefined) return {}
  return {
    times: {
      ...given('acknowledgeWithinSeconds', ReplyWithinSeconds),
      ...given('escalateEverySeconds', EscalateEverySeconds),
    },
  }
}

function reportOf(item: unknown): AgentReport | UnreadReport {
  const reading = readValue(reportSchema, item)
  if ('value' in reading) return reportOfAct(reading.value)
  const id = readValue(itemIdSchema, item)
  return { kind: 'unread', ...given('key', 'value' in id ? id.value.Id : undefined), errors: reading.unread }
}

function reportOfAct(report: SoochikaReport): AgentReport {
  const base = { key: report.Id, deliveryKey: report.KcsKey, at: new Date(report.When) }
  switch (report.Act) {
    case 'Acknowledged':
      return { ...base, kind: 'acknowledged', diary: diaryOf(report.Entry) }
    case 'Opened':
      return { ...base, kind: 'opened' }
    case 'Moved': {
      const desk = { from: report.FromSeat, to: report.ToSeat, ...given('file', report.FileNo) }
      return { ...base, kind: 'movement', desk }
    }
    case 'Filed':
      return { ...base, kind: 'filed', desk: { to: report.Seat, file: report.FileNo } }
    case 'Closed':
      return { ...base, kind: 'closed' }
    case 'Refused': {
      const code = refusalCode(report.Code) ?? 'other'
      return {
        ...base,
        kind: 'refused',
        code,
        reason: report.Remarks,
        ...given('rightOffice', report.RightOffice),
      }
    }
    case 'Returned':
      return { ...base, kind: 'returned', reason: report.Remarks }
  }
}
