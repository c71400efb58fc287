// P11: what a circular to the whole State costs the single letters that are sent beside it.

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { newOffice } from '../domain/directory/office/office'
import { plainProfile } from '../domain/directory/office/profile'
import { newSeat } from '../domain/directory/seat/seat'
import { OWN_SYSTEMS } from '../domain/letters/systems'
import { openSupervisor } from '../local/supervisor'
import { localPath, projectRoot } from '../process/paths'
import { MANIFESTS } from '../process/cases'
import { createTemporalRuns } from '../temporal/temporal-runs'
import { benchDispatch } from './letters'
import { type Report, say } from './report'
import { DATABASE, openStage, type Stage } from './stage'
import { figure, percentile } from './statistics'

/** Offices of the State, by the list of offices. */
const OFFICES = 33_199
const SINGLES_PER_SECOND = 4
const QUIET_MS = 20_000
const RUNS = 3
const START = new Date('2020-01-01T00:00:00Z')

export async function neighbourBench({ scale }: { scale: number }): Promise<Report> {
  const stage = await openStage(say)
  const supervisor = openSupervisor({ onLine: () => undefined, logFolder: localPath('bench', 'logs') })
  try {
    const codes = await seedOffices(stage, Math.round(OFFICES * scale))
    const { mongodb, temporal } = stage.servers
    await supervisor.start({
      name: 'worker',
      script: join(projectRoot(), 'dist', 'workers', 'main.js'),
      env: {
        MONGODB_URI: mongodb.uri,
        MONGODB_DB: DATABASE,
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: temporal.namespace,
        KCS_SECRET: randomBytes(32).toString('hex'),
        LOG_LEVEL: 'warn',
      },
    })
    const letters = openLetters(stage)
    await letters.singles(() => false, 5_000)
    const ratios: number[] = []
    const lines: string[] = []
    for (let run = 1; run <= RUNS; run += 1) {
      const quiet = await letters.singles(() => false, QUIET_MS)
      const circular = letters.circular(codes)
      const during = await letters.singles(circular.isDone, 600_000)
      const [before, beside] = [percentile(quiet, 0.95), percentile(during, 0.95)]
      ratios.push(beside / before)
      lines.push(`${before.toFixed(0)} → ${beside.toFixed(0)} ms`)
      say(
        `P11 run ${run}: p95 ${lines.at(-1)} (median ${percentile(quiet, 0.5).toFixed(0)} → ` +
          `${percentile(during, 0.5).toFixed(0)} ms, ${during.length} letters), ` +
          `circular in ${(circular.took() / 1_000).toFixed(1)} s`,
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
      ],
    }
  } finally {
    await supervisor.stop()
    await stage.close()
  }
}

const TO = 'BENCH-ONE'

/** Makes the offices of the circular, and one for the single letters; all work in the agent application of KCS. */
async function seedOffices({ repositories }: Stage, count: number): Promise<string[]> {
  for (const system of OWN_SYSTEMS)
    await repositories.endpoints.save({
      ...{ id: system, mechanism: system, agent: null, address: '', concurrency: 1 },
      backOff: { initialMs: 1_000, factor: 2, maxMs: 60_000, maxAttempts: 0 },
    })
  const codes = Array.from({ length: count }, (_, i) => `N${String(i).padStart(6, '0')}`)
  const all = [...codes, TO]
  for (let from = 0; from < all.length; from += 1_000) {
    const some = all.slice(from, from + 1_000)
    await repositories.offices.save(
      some.map((code) =>
        newOffice({
          ...{ code, name: code, nameMl: code, department: 'Bench', district: 'Thiruvananthapuram' },
          inwardSeat: `${code}/TAPAL`,
          profiles: [plainProfile(START, 'kcs-agent', 'kcs-agent', 'person')],
        }),
      ),
    )
    const seats = some.map((code) =>
      newSeat({ id: `${code}/TAPAL`, office: code, designation: 'Tapal Clerk', role: 'tapal-clerk' }),
    )
    await repositories.seats.save(seats)
  }
  return codes
}

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
