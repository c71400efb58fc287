// The jobs of one reference DDFS: each letter that was sent becomes one, whatever its key, and is filed some time later.

import { join } from 'node:path'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { inTurn, openJournal } from '../../reference/journal'
import { type DdfsLetter, type Job } from '../schema'
import { type DeskAct, type WrittenAct } from './acts'

export interface KeptJob {
  jobId: string
  letter: DdfsLetter
  receivedAt: string
  state: Job['state']
  /** What DDFS says of it beside its state: diary, refusal, or whether it may be sent again. */
  facts: Record<string, unknown>
  desk: string
  fileNo: string | null
  acts: WrittenAct[]
}

/** What becomes of a job when its turn has come. */
export type Judgement =
  | { state: 'FILED' }
  | { state: 'FAILED'; again: boolean }
  | { state: 'REJECTED'; fault: string; remarks?: string | undefined; rightOffice?: string | undefined }

type Entry =
  | { type: 'received'; jobId: string; letter: DdfsLetter; at: string }
  | { type: 'judged'; jobId: string; state: Job['state']; facts: Record<string, unknown> }
  | { type: 'act'; jobId: string; act: WrittenAct }
  | { type: 'withdrawn'; clientKey: string }

export interface JobBook {
  all(): KeptJob[]
  find(jobId: string): KeptJob | undefined
  /** The jobs under a key, the oldest first, after what was begun before is done. */
  under(clientKey: string): Promise<KeptJob[]>
  /** Takes a letter; a second one under the same key is another job. */
  receive(letter: DdfsLetter): Promise<KeptJob>
  /** Judges a job that waits; one that does not wait any more stays as it is. */
  judge(jobId: string, judgement: () => Judgement): Promise<void>
  /** Does what someone at a desk does; null if the letter does not lie there to be acted on. */
  act(jobId: string, act: DeskAct): Promise<WrittenAct | null>
  withdraw(clientKey: string): Promise<'withdrawn' | 'taken' | 'unseen'>
  close(): Promise<void>
}

/** Opens the book in the folder of its instance. */
export async function openJobBook(folder: string, prefix: string): Promise<JobBook> {
  const journal = await openJournal<Entry>(join(folder, 'jobs.jsonl'))
  const jobs = new Map<string, KeptJob>()
  const turn = inTurn()
  const under = (clientKey: string) =>
    [...jobs.values()].filter(({ letter }) => letter.clientKey === clientKey)
  const apply = (entry: Entry): void => {
    if (entry.type === 'received') jobs.set(entry.jobId, received(entry))
    else if (entry.type === 'judged')
      Object.assign(jobs.get(entry.jobId)!, { state: entry.state, facts: entry.facts })
    else if (entry.type === 'act') applyAct(jobs.get(entry.jobId)!, entry.act)
    else
      for (const job of under(entry.clientKey))
        if (isUntouched(job)) Object.assign(job, { state: 'WITHDRAWN', facts: {} })
  }
  for (const entry of journal.past) apply(entry)
  const record = async (entry: Entry) => {
    await journal.append(entry)
    apply(entry)
  }
  return {
    all: () => [...jobs.values()],
    find: (jobId) => jobs.get(jobId),
    under: (clientKey) => turn(async () => under(clientKey)),
    receive: (letter) =>
      turn(async () => {
        const jobId = `${prefix}-J${jobs.size + 1}`
        await record({ type: 'received', jobId, letter, at: new Date().toISOString() })
        return jobs.get(jobId)!
      }),
    judge: (jobId, judgement) =>
      turn(async () => {
        if (!isWaiting(jobs.get(jobId)!)) return
        const { state, ...facts } = judgement()
        const diary = state === 'FILED' ? nextDiary([...jobs.values()], prefix) : {}
        await record({ type: 'judged', jobId, state, facts: { ...facts, ...diary } })
      }),
    act: (jobId, deskAct) =>
      turn(async () => {
        const act = writtenAct(jobs.get(jobId)!, deskAct)
        if (act) await record({ type: 'act', jobId, act })
        return act
      }),
    withdraw: (clientKey) =>
      turn(async () => {
        const lying = under(clientKey).filter(({ state }) => state !== 'FAILED')
        if (lying.length === 0) return 'unseen'
        if (lying.some((job) => !isUntouched(job) && job.state !== 'WITHDRAWN')) return 'taken'
        if (lying.some(isUntouched)) await record({ type: 'withdrawn', clientKey })
        return 'withdrawn'
      }),
    close: () => turn(() => journal.close()),
  }
}

export function isWaiting({ state }: KeptJob): boolean {
  return state === 'QUEUED' || state === 'PROCESSING'
}

/** Nobody in the office has seen it yet, so it can be given back. */
function isUntouched(job: KeptJob): boolean {
  return isWaiting(job) || job.state === 'FILED'
}

function received({ jobId, letter, at }: Entry & { type: 'received' }): KeptJob {
  const desk = letter.addressee.deskName
  return { jobId, letter, receivedAt: at, state: 'QUEUED', facts: {}, desk, fileNo: null, acts: [] }
}

function nextDiary(jobs: readonly KeptJob[], prefix: string): Record<string, string> {
  const diaryDay = dayInKerala(new Date())
  const number = jobs.filter(({ facts }) => facts['diaryNo'] !== undefined).length + 1
  return { diaryNo: `${prefix}/${number}/${diaryDay.slice(0, 4)}`, diaryDay }
}

const AT_A_DESK: readonly Job['state'][] = ['FILED', 'OPENED', 'IN_FILE', 'CLOSED']

function writtenAct(job: KeptJob, deskAct: DeskAct): WrittenAct | null {
  if (!AT_A_DESK.includes(job.state)) return null
  const base = {
    type: 'ACT' as const,
    id: `${job.jobId}-${job.acts.length + 1}`,
    clientKey: job.letter.clientKey,
    at: new Date().toISOString(),
  }
  switch (deskAct.act) {
    case 'ACKNOWLEDGED':
      return {
        ...base,
        act: deskAct.act,
        diaryNo: deskAct.diaryNo ?? String(job.facts['diaryNo']),
        diaryDay: dayInKerala(new Date()),
      }
    case 'MOVED': {
      const file = job.fileNo === null ? {} : { fileNo: job.fileNo }
      return { ...base, act: deskAct.act, fromDesk: job.desk, toDesk: deskAct.toDesk, ...file }
    }
    case 'PUT_IN_FILE':
      return { ...base, act: deskAct.act, desk: job.desk, fileNo: deskAct.fileNo }
    case 'OPENED':
    case 'CLOSED':
    case 'REJECTED':
    case 'RETURNED':
      return { ...base, ...deskAct }
  }
}

function applyAct(job: KeptJob, act: WrittenAct): void {
  job.acts.push(act)
  switch (act.act) {
    case 'ACKNOWLEDGED':
      job.facts = { ...job.facts, diaryNo: act.diaryNo, diaryDay: act.diaryDay }
      if (job.state === 'FILED') job.state = 'OPENED'
      return
    case 'OPENED':
      if (job.state === 'FILED') job.state = 'OPENED'
      return
    case 'MOVED':
      job.desk = act.toDesk
      if (job.state === 'FILED') job.state = 'OPENED'
      return
    case 'PUT_IN_FILE':
      job.fileNo = act.fileNo
      job.state = 'IN_FILE'
      return
    case 'REJECTED':
      job.state = act.act
      job.facts = { fault: act.fault, remarks: act.remarks, rightOffice: act.rightOffice }
      return
    case 'CLOSED':
    case 'RETURNED':
      job.state = act.act
  }
}
