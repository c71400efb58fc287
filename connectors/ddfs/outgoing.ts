// What offices have for KCS, as entries that their DDFS numbers: letters that they send, and what they did with ours.

import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
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
import { diaryOf, kinds, languages, priorities } from './mapper'
import {
  actSchema,
  type DdfsAct,
  type EntryId,
  entryIdSchema,
  outgoingSchema,
  type SentLetter,
  sentLetterSchema,
  type Verdicts,
} from './schema'

/** Entries asked for at once. */
const ENTRIES = 100

/** A page of entries after a number, which is the cursor. */
export async function collectEntries(
  { call, open }: CollectCalls,
  after: string | null,
  now: () => Date,
): Promise<CollectAnswer> {
  const place = after === null ? '' : `&after=${encodeURIComponent(after)}`
  const result = await call({ method: 'GET', path: `/outgoing?limit=${ENTRIES}${place}` })
  if (!isOk(result)) return { fault: outcomeOfFault(result, now()) }
  const page = readAnswer(outgoingSchema, result, COLLECT_ANSWER_BYTES)
  if ('unread' in page) return { fault: garbled(page) }
  const { entries, last, more } = page.value
  const letters: (CollectedLetter | UnreadLetter)[] = []
  const reports: (AgentReport | UnreadReport)[] = []
  for (const entry of entries) {
    const id = readValue(entryIdSchema, entry)
    if ('value' in id && id.value.type === 'LETTER') letters.push(letterOf(entry, id.value, open))
    else reports.push(reportOf(entry, 'value' in id ? id.value : null))
  }
  return { letters, reports, next: String(last), hasMore: more }
}

/** Tells DDFS what came of its entries; it passes over what it does not know. */
export async function settleEntries(
  { call }: CollectCalls,
  results: readonly CollectResult[],
  now: () => Date,
): Promise<SettleAnswer> {
  const body: Verdicts = { verdicts: results.map(verdictOf) }
  const result = await call({ method: 'POST', path: '/outgoing/verdicts', body: JSON.stringify(body) })
  return isOk(result) ? { settled: true } : { fault: outcomeOfFault(result, now()) }
}

function verdictOf(result: CollectResult): Verdicts['verdicts'][number] {
  const { of, key: id, kind } = result
  const type = of === 'letter' ? 'LETTER' : 'ACT'
  if (kind === 'refused') return { type, id, taken: false, remarks: wordsOf(result.errors) }
  return { type, id, taken: true, ...('dispatch' in result ? { kcsId: result.dispatch } : {}) }
}

function letterOf(
  entry: unknown,
  { id, version }: EntryId,
  open: CollectCalls['open'],
): CollectedLetter | UnreadLetter {
  const stated = version === undefined ? {} : { version: String(version) }
  const reading = readValue(sentLetterSchema, entry)
  if ('unread' in reading) return { kind: 'unread', key: id ?? null, ...stated, errors: reading.unread }
  const letter = reading.value
  return {
    ...stated,
    key: letter.id,
    kind: ourWord<LetterKind>(kinds, letter.kind),
    sender: { office: letter.office, ...given('seat', letter.desk) },
    subject: letter.subject,
    letterNumber: letter.letterNo,
    letterDate: letter.letterDay,
    ...given('fileNumber', letter.fileNo),
    ...given('subjectCode', letter.subjectCode),
    ...(letter.priority === undefined ? {} : { urgency: ourWord<Urgency>(priorities, letter.priority) }),
    ...(letter.language === undefined ? {} : { language: ourWord<Language>(languages, letter.language) }),
    recipients: letter.to.map(({ office, desk, group, purpose }) => ({
      ...given('office', office),
      ...given('seat', desk),
      ...given('group', group),
      purpose: purpose === 'ACTION' ? 'action' : 'information',
    })),
    documents: letter.files.map(({ fileId, name, mediaType, bytes, sha256 }) => ({
      name,
      ...given('mediaType', mediaType),
      ...given('sha256', sha256),
      ...given('size', bytes),
      open: () => open({ method: 'GET', path: `/files/${fileId}` }),
    })),
    ...timesOf(letter),
  }
}

function timesOf({ replySeconds, riseSeconds }: SentLetter): Pick<CollectedLetter, 'times'> {
  if (replySeconds === undefined && riseSeconds === undefined) return {}
  return {
    times: {
      ...given('acknowledgeWithinSeconds', replySeconds),
      ...given('escalateEverySeconds', riseSeconds),
    },
  }
}

function reportOf(entry: unknown, entryId: EntryId | null): AgentReport | UnreadReport {
  const key = given('key', entryId?.id)
  if (entryId?.type !== 'ACT')
    return { kind: 'unread', ...key, errors: [{ pointer: '/type', detail: 'must be LETTER or ACT' }] }
  const reading = readValue(actSchema, entry)
  return 'value' in reading ? reportOfAct(reading.value) : { kind: 'unread', ...key, errors: reading.unread }
}

function reportOfAct(act: DdfsAct): AgentReport {
  const base = { key: act.id, deliveryKey: act.clientKey, at: new Date(act.at) }
  switch (act.act) {
    case 'ACKNOWLEDGED':
      return { ...base, kind: 'acknowledged', diary: diaryOf(act.diaryNo, act.diaryDay) }
    case 'OPENED':
      return { ...base, kind: 'opened' }
    case 'MOVED': {
      const desk = { from: act.fromDesk, to: act.toDesk, ...given('file', act.fileNo) }
      return { ...base, kind: 'movement', desk }
    }
    case 'PUT_IN_FILE':
      return { ...base, kind: 'filed', desk: { to: act.desk, file: act.fileNo } }
    case 'CLOSED':
      return { ...base, kind: 'closed' }
    case 'REJECTED': {
      const code = refusalCode(act.fault) ?? 'other'
      return { ...base, kind: 'refused', code, reason: act.remarks, ...given('rightOffice', act.rightOffice) }
    }
    case 'RETURNED':
      return { ...base, kind: 'returned', reason: act.remarks }
  }
}
