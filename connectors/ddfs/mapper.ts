// Between our words and those of DDFS: letters out, jobs in.

import { startOfDay } from '../../domain/common/clock/ist'
import { type Capabilities } from '../../domain/letters/delivery/mechanism'
import { type Diary, type Outcome } from '../../domain/letters/delivery/outcome'
import { type Language, type LetterKind, type Urgency } from '../../domain/letters/dispatch/dispatch'
import { type Parcel, type StatusAnswer } from '../connector'
import { type HttpAnswer, type HttpFault } from '../http'
import { isOk, outcomeOfFault, outcomeOfQuestion, retryAfterMs } from '../http-outcome'
import { garbled, type Reading, readAnswer } from '../reading'
import { beforeSending, outcomeOfRefusal, refusalCode, refused } from './errors'
import { type DdfsLetter, type Job, jobSchema, jobsSchema, serviceSchema } from './schema'

/** When KCS asks again about a job of which DDFS names no time; the back-off of the endpoint makes the waits grow. */
const ASK_AFTER_MS = 30_000

export const kinds: Readonly<Record<LetterKind, DdfsLetter['kind']>> = {
  letter: 'LETTER',
  'government-order': 'GO',
  circular: 'CIRCULAR',
  memorandum: 'MEMO',
  note: 'NOTE',
  reply: 'REPLY',
}
export const priorities: Readonly<Record<Urgency, DdfsLetter['priority']>> = {
  normal: 'NORMAL',
  urgent: 'URGENT',
  immediate: 'IMMEDIATE',
}
export const languages: Readonly<Record<Language, DdfsLetter['language']>> = { en: 'EN', ml: 'ML' }

/** What a DDFS says it can take. */
export function capabilitiesOf(answer: HttpAnswer | HttpFault): Reading<Partial<Capabilities>> {
  const service = readAnswer(serviceSchema, answer)
  if ('unread' in service) return service
  const { mediaTypes, maxFileBytes, maxFiles } = service.value
  return { value: { mediaTypes, maxDocumentBytes: maxFileBytes, maxDocuments: maxFiles } }
}

/** The letter of a tapal; the same on every try, but for the ids of its files, which are those of this try. */
export function letterOf(parcel: Parcel, fileIds: readonly string[]): DdfsLetter {
  const { letter } = parcel
  return {
    clientKey: parcel.deliveryKey,
    purpose: parcel.purpose === 'action' ? 'ACTION' : 'INFORMATION',
    replySeconds: parcel.acknowledgeWithinSeconds,
    sender: party(letter.sender),
    addressee: party(parcel.recipient),
    kind: kinds[letter.kind],
    subject: letter.subject,
    letterNo: letter.letterNumber,
    letterDay: letter.letterDate,
    fileNo: letter.fileNumber,
    despatchNo: letter.despatchNumber,
    priority: priorities[letter.urgency],
    language: languages[letter.language],
    files: letter.documents.map(({ name, mediaType, size }, index) => ({
      fileId: fileIds[index]!,
      name,
      mediaType,
      bytes: size,
    })),
  }
}

function party({ office, seat }: Parcel['recipient']): DdfsLetter['sender'] {
  return { office: office.code, officeName: office.name, desk: seat.id, deskName: seat.designation }
}

/** What the answer to `POST /letters` means. */
export function deliveryOutcome(result: HttpAnswer | HttpFault, now: Date): Outcome {
  const isThere = 'status' in result && result.status === 409
  if (isThere && result.body?.length === 0) return { kind: 'duplicate' }
  if (!isThere && !isOk(result)) return outcomeOfRefusal(result, now)
  const job = readAnswer(jobSchema, result)
  if ('unread' in job) return garbled(job)
  const outcome = outcomeOfJob(job.value, askAfterMs(result, now))
  return isThere ? asDuplicate(outcome) : outcome
}

/**
 * What the question means that goes before each sending: what became of the letter, or null where DDFS says that it has none
 * under the key. Only then may the letter be sent, for a second one under the key would be another letter.
 */
export function foundBefore(result: HttpAnswer | HttpFault, now: Date): Outcome | null {
  if (!isOk(result)) return beforeSending(outcomeOfFault(result, now))
  const reading = readAnswer(jobsSchema, result)
  if ('unread' in reading) return beforeSending(garbled(reading))
  const job = weightiest(reading.value.jobs)
  // A job that failed left nothing behind, so the letter may go once more; also one that failed for good, for an operator sends it.
  if (job === null || job.state === 'FAILED') return null
  return asDuplicate(outcomeOfJob(job, askAfterMs(result, now)))
}

/** What the answer to `GET /letters?clientKey=…` means. */
export function statusAnswer(result: HttpAnswer | HttpFault, now: Date): StatusAnswer {
  if (!isOk(result)) return outcomeOfQuestion(result, now)
  const reading = readAnswer(jobsSchema, result)
  if ('unread' in reading) return garbled(reading)
  const job = weightiest(reading.value.jobs)
  if (job === null || (job.state === 'FAILED' && job.again)) return { kind: 'unseen' }
  return outcomeOfJob(job, askAfterMs(result, now))
}

const WEIGHTS: Partial<Record<Job['state'], number>> = { REJECTED: 1, WITHDRAWN: 2, FAILED: 3 }

/** The job that counts of several under one key: one that lies in an office before one that does not, the oldest of these. */
function weightiest(jobs: readonly Job[]): Job | null {
  const weightOf = ({ state }: Job): number => WEIGHTS[state] ?? 0
  return jobs.reduce<Job | null>(
    (first, one) => (first === null || weightOf(one) < weightOf(first) ? one : first),
    null,
  )
}

function outcomeOfJob(job: Job, waitMs: number): Outcome {
  switch (job.state) {
    case 'QUEUED':
    case 'PROCESSING':
      return { kind: 'handed-over', reference: job.jobId, askAfterMs: waitMs }
    case 'FILED':
    case 'OPENED':
    case 'IN_FILE':
    case 'RETURNED':
    case 'CLOSED': {
      const diary = diaryOf(job.diaryNo, job.diaryDay)
      return { kind: 'delivered', cause: 'delivered-by-agent', reference: job.jobId, diary }
    }
    case 'REJECTED':
      return refused(refusalCode(job.fault) ?? 'other', job.remarks, job.rightOffice)
    case 'WITHDRAWN':
      return { kind: 'never', code: 'withdrawn' }
    case 'FAILED':
      return job.again
        ? { kind: 'retry-later', code: 'job-failed', inDoubt: false }
        : { kind: 'never', code: 'job-failed' }
  }
}

function asDuplicate(outcome: Outcome): Outcome {
  if (outcome.kind !== 'delivered') return outcome
  const { reference, diary } = outcome
  return { kind: 'duplicate', ...(reference ? { reference } : {}), ...(diary ? { diary } : {}) }
}

function askAfterMs(result: HttpAnswer | HttpFault, now: Date): number {
  const header = 'status' in result ? result.headers['retry-after'] : undefined
  return retryAfterMs(header, now) ?? ASK_AFTER_MS
}

/** A diary number and its day in Kerala. */
export function diaryOf(number: string, day: string): Diary {
  return { number, date: startOfDay(day) }
}
