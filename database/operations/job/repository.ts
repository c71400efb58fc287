// Jobs of the operator's desk; each step is held by one process at a time, and a killed one is taken up by another.

import type { Connection } from 'mongoose'
import { auditEntry, type ChangeNote, markOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { collectionOf, recordOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { pageOf, type Page, type PageRequest } from '../../common/page'
import { inTransaction } from '../../common/transaction'
import { jobCollection, type JobRow } from './schema'

export type Job = Omit<JobRow, '_id'> & { id: string }
export type NewJob = Pick<
  Job,
  'id' | 'key' | 'act' | 'way' | 'letters' | 'filter' | 'perMinute' | 'reason' | 'by' | 'at'
>

/** Jobs of the desk and their progress. */
export function jobRepository(connection: Connection) {
  const rows = collectionOf(connection, jobCollection)
  const jobOf = recordOf(jobCollection)
  const audit = auditWriter(connection)
  const enter = (id: string, after: Record<string, unknown>, note: ChangeNote) =>
    auditEntry({ thing: 'job', id, mark: markOf(note) }, { after }, note)

  return {
    async byId(id: string): Promise<Job | null> {
      const row = await rows.findOne({ _id: id })
      return row && jobOf(row)
    },

    async byKey(key: string): Promise<Job | null> {
      const row = await rows.findOne({ key })
      return row && jobOf(row)
    },

    /** Begins a job, with its entry in the audit log; returns false where one of its key was begun already. */
    async begin({ id, ...job }: NewJob, note: ChangeNote): Promise<boolean> {
      const { act, way, letters, filter, perMinute, reason } = job
      const row: JobRow = {
        _id: id,
        ...job,
        state: 'under-way',
        nextAt: job.at,
        cursor: '',
        batch: [],
        done: 0,
        passed: 0,
        endedAt: null,
      }
      const after = { act, way, letters: letters.length, filter, perMinute, reason }
      try {
        await inTransaction(connection, async (session) => {
          await rows.insertOne(row, { session })
          await audit.enter([enter(id, after, note)], session)
        })
      } catch (error) {
        if (isDuplicateKey(error)) return false
        throw error
      }
      return true
    },

    /** A page of all jobs, newest first. */
    async list(page: PageRequest): Promise<Page<Job>> {
      const jobPage = await pageOf((...asked) => rows.find(...asked), {}, page)
      return { items: jobPage.items.map(jobOf), next: jobPage.next }
    },

    /** Takes a step of a job that is due, of that one or of the one that has waited longest; nobody else has it until then. */
    async take(now: Date, until: Date, id?: string): Promise<Job | null> {
      const row = await rows.findOneAndUpdate(
        { ...(id === undefined ? {} : { _id: id }), state: 'under-way', nextAt: { $lte: now } },
        { $set: { nextAt: until } },
        { sort: { nextAt: 1 }, returnDocument: 'after' },
      )
      return row && jobOf(row)
    },

    /** Notes what the step deals with; returns false where the step is another's meanwhile, or the job was stopped. */
    async hold({ id, nextAt }: Pick<Job, 'id' | 'nextAt'>, batch: readonly string[]): Promise<boolean> {
      const result = await rows.updateOne(
        { _id: id, nextAt, state: 'under-way' },
        { $set: { batch: [...batch] } },
      )
      return result.matchedCount === 1
    },

    /** The step is done; `nextAt` null ends the job. */
    async advance(
      { id, nextAt: held, batch }: Pick<Job, 'id' | 'nextAt' | 'batch'>,
      step: { done: number; passed: number; nextAt: Date | null; at: Date },
    ): Promise<void> {
      const { done, passed, nextAt, at } = step
      const cursor = batch.at(-1)
      await rows.updateOne(
        { _id: id, nextAt: held, state: 'under-way' },
        {
          $set: {
            nextAt,
            batch: [],
            ...(cursor === undefined ? {} : { cursor }),
            ...(nextAt === null ? { state: 'done' as const, endedAt: at } : {}),
          },
          $inc: { done, passed },
        },
      )
    },

    /** Ends a job before its time, with its entry in the audit log; what is done stays done. */
    async stop(id: string, reason: string, note: ChangeNote): Promise<boolean> {
      return inTransaction(connection, async (session) => {
        const result = await rows.updateOne(
          { _id: id, state: 'under-way' },
          { $set: { state: 'stopped', nextAt: null, batch: [], endedAt: note.at } },
          { session },
        )
        if (result.modifiedCount === 0) return false
        await audit.enter([enter(id, { reason }, note)], session)
        return true
      })
    },
  }
}
