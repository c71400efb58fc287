// Where the jobs of a reference DDFS are worked off: how long that takes, and how jobs are made to fail or be rejected.

import { z } from 'zod'
import { isWaiting, type JobBook, type Judgement } from './jobs'

const rejection = z.strictObject({
  fault: z.string().min(1),
  remarks: z.string().optional(),
  rightOffice: z.string().optional(),
})

export const benchKnobsSchema = z.strictObject({
  /** From arrival until a job is judged; null: it waits until this is set. */
  processMs: z.number().int().min(0).max(3_600_000).nullable().default(0),
  /** So many jobs fail; they may be sent again, or are failed for good. */
  failJobs: z.number().int().min(0).default(0),
  failForGood: z.boolean().default(false),
  /** Every job is rejected so. */
  reject: rejection.nullable().default(null),
})
export type BenchKnobs = z.infer<typeof benchKnobsSchema>

/** Judges jobs when their time has come; after a start also those that waited before. */
export class Bench {
  knobs: BenchKnobs
  private readonly timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly jobs: JobBook,
    start: Partial<BenchKnobs> = {},
  ) {
    this.knobs = benchKnobsSchema.parse(start)
    this.resume()
  }

  /** Sets the given parts; jobs that wait are begun with them. Throws ZodError on an unknown knob. */
  set(change: unknown): BenchKnobs {
    const parts = z.record(z.string(), z.unknown()).parse(change)
    this.knobs = benchKnobsSchema.parse({ ...this.knobs, ...parts })
    this.resume()
    return this.knobs
  }

  /** Begins a job. One that takes no time is judged before anything that is asked later is answered. */
  begin(jobId: string): void {
    const { processMs } = this.knobs
    const judge = (): void => void this.jobs.judge(jobId, () => this.judgement()).catch(console.error)
    if (processMs === 0) return judge()
    if (processMs === null) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      judge()
    }, processMs)
    timer.unref()
    this.timers.add(timer)
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  private resume(): void {
    this.stop()
    for (const job of this.jobs.all()) if (isWaiting(job)) this.begin(job.jobId)
  }

  private judgement(): Judgement {
    const { failJobs, failForGood, reject } = this.knobs
    if (failJobs > 0) {
      this.knobs.failJobs -= 1
      return { state: 'FAILED', again: !failForGood }
    }
    return reject ? { state: 'REJECTED', ...reject } : { state: 'FILED' }
  }
}
