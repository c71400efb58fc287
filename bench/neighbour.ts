// P11: what a circular to the whole State costs the single letters that are sent beside it.

import { setTimeout as wait } from 'node:timers/promises'
import { MANIFESTS } from '../process/cases'
import { createTemporalRuns } from '../temporal/temporal-runs'
import { benchDispatch } from './letters'
import { OFFICES, seedOffices } from './offices'
import { openProcesses } from './processes'
import { type Report, say } from './report'
import { openStage, type Stage } from './stage'
import { figure, percentile } from './statistics'

const SINGLES_PER_SECOND = 4
const QUIET_MS = 20_000

export async function neighbourBench({ scale, runs }: { scale: number; runs: number }): Promise<Report> {
  const stage = await openStage(say)
  const processes = openProcesses(stage)
  try {
    const codes = await seedOffices(stage, Math.round(OFFICES * scale), [TO])
    const { mongodb, temporal } = stage.servers
    await processes.start('worker', 'workers')
    const letters = openLetters(stage)
    await letters.singles(() => false, 5_000)
    const ratios: number[] = []
    const slowdowns: number[] = []
    const lines: string[] = []
    const times: string[] = []
    for (let run = 1; run <= runs; run += 1) {
      const quiet = await letters.singles(() => false, QUIET_MS)
      const alone = letters.circular(codes)
      while (!alone.isDone()) await wait(50)
      const circular = letters.circular(codes)
      const during = await letters.singles(circular.isDone, 600_000)
      const [before, beside] = [percentile(quiet, 0.95), percentile(during, 0.95)]
      ratios.push(beside / before)
      lines.push(`${before.toFixed(0)} → ${beside.toFixed(0)} ms`)
      slowdowns.push(circular.took() / alone.took())
      times.push(`${(alone.took() / 1_000).toFixed(1)} → ${(circular.took() / 1_000).toFixed(1)} s`)
      say(
        `P11 run ${run}: p95 ${lines.at(-1)} (median ${percentile(quiet, 0.5).toFixed(0)} → ` +
          `${percentile(during, 0.5).toFixed(0)} ms, ${during.length} letters), ` +
          `circular ${times.at(-1)}; worker at most ${processes.peakMb('worker')?.toFixed(0)} MB`,
      )
    }
    return {
      conditions: `MongoDB ${mongodb.version}, Temporal ${temporal.version} (dev server), one worker process`,
      rows: [
        {
          metric: `P11 p95 of single letters, quiet → beside a circular to ${codes.length} offices`,
          value: lines.join('; '),
          ceiling: 'the same letters with nothing beside them',
          ratio: figure(ratios),
          target: '≤ 2.0',
        },
        {
          metric: 'P11 duration of the circular, alone → beside the single letters',
          value: times.join('; '),
          ceiling: 'the same circular with nothing beside it',
          ratio: figure(slowdowns),
          target: '≤ 2.0',
        },
      ],
    }
  } finally {
    await processes.stop()
    await stage.close()
  }
}

const TO = 'BENCH-ONE'

function openLetters({ repositories, client, database }: Stage) {
  const runs = createTemporalRuns(client, { manifests: MANIFESTS })
  const tapals = database.collection('tapals')
  const send = async (offices: readonly string[]): Promise<string> => {
    const recipients = offices.map((office) => ({ office, purpose: 'information' as const }))
    const { dispatch } = await repositories.dispatches.accept({ ...benchDispatch(), recipients })
    await runs.start('dispatch', dispatch.id)
    await repositories.dispatches.markStarted(dispatch.id)
    return dispatch.id
  }
  const delivered = async (dispatch: string, count: number, everyMs: number): Promise<void> => {
    const filter = { dispatch, state: 'delivered' }
    while ((await tapals.countDocuments(filter, { limit: count })) < count) await wait(everyMs)
  }

  return {
    /** Sends letters at an even pace for the time, or until `isDone`; returns the time of each from acceptance to delivery. */
    async singles(isDone: () => boolean, longestMs: number): Promise<number[]> {
      const times: number[] = []
      const open: Promise<void>[] = []
      const startedAt = performance.now()
      for (let n = 0; performance.now() - startedAt < longestMs && !isDone(); n += 1) {
        const dueAt = startedAt + (n * 1_000) / SINGLES_PER_SECOND
        await wait(Math.max(0, dueAt - performance.now()))
        // From the instant at which it was to be sent, so that a delay here is counted as well.
        open.push(
          send([TO])
            .then((id) => delivered(id, 1, 10))
            .then(() => void times.push(performance.now() - dueAt)),
        )
      }
      await Promise.all(open)
      return times
    },

    circular(offices: readonly string[]): { isDone(): boolean; took(): number } {
      const startedAt = performance.now()
      let tookMs = 0
      void send(offices)
        .then((id) => delivered(id, offices.length, 250))
        .then(() => {
          tookMs = performance.now() - startedAt
        })
      return { isDone: () => tookMs > 0, took: () => tookMs }
    },
  }
}
