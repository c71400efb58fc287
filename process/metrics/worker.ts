// What a worker exports: the figures of the record, how its lanes are tried, and how the process is.

import { collectDefaultMetrics, Counter, Registry } from 'prom-client'
import { MECHANISMS, type Mechanism } from '../../domain/letters/systems'
import { readFigures } from '../../services/operations/figure/read'
import { ATTEMPT_ENDS, type AttemptEnd } from '../../workers/attempts'
import type { BounceOptions } from '../../workers/bounces/receiver'
import type { Base } from '../base'
import { registerFigures } from './figures'
import { countScans, type ScanEnd } from './scans'
import { jsonPage, type Pages } from './server'

/** A worker of one queue, and how it stands. */
export interface Served {
  getState(): string
}

export interface WorkerMetrics {
  noteBounce: BounceOptions['note']
  note(mechanism: Mechanism, end: AttemptEnd): void
  noteScan(end: ScanEnd): void
  pages(workers: readonly Served[]): Pages
}

/** A registry per process. */
export function createWorkerMetrics(
  base: Pick<Base, 'repositories' | 'pingDatabase' | 'runs' | 'now'>,
): WorkerMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const attempts = new Counter({
    name: 'kcs_lane_attempts_total',
    help: 'Tries of lanes by this process, by how they ended; `waiting` is tried again and no fault.',
    labelNames: ['mechanism', 'end'],
    registers: [registry],
  })
  for (const mechanism of MECHANISMS) for (const end of ATTEMPT_ENDS) attempts.inc({ mechanism, end }, 0)
  const bounces = new Counter({
    name: 'kcs_mail_bounces_total',
    help: 'Mails that came to the address of a bounce at this process, by what they were and what came of them.',
    labelNames: ['of', 'end'],
    registers: [registry],
  })
  for (const kind of ['tapal', 'notice']) bounces.inc({ of: kind, end: 'taken' }, 0)
  registerFigures(registry, () => readFigures(base, base.now()))
  return {
    note: (mechanism, end) => attempts.inc({ mechanism, end }),
    noteScan: countScans(registry),
    noteBounce: (of, end) => bounces.inc({ of, end }),
    pages: (workers) => ({
      '/metrics': async () => ({
        status: 200,
        contentType: registry.contentType,
        body: await registry.metrics(),
      }),
      '/livez': async () => jsonPage(200, { status: 'ok' }),
      '/readyz': () => readiness(base, workers),
    }),
  }
}

/** A worker does its work only with database and Temporal, and while all its queues are served. */
async function readiness(
  { pingDatabase, runs }: Pick<Base, 'pingDatabase' | 'runs'>,
  workers: readonly Served[],
) {
  const [database, temporal] = await Promise.all([
    pingDatabase().then(
      () => true,
      () => false,
    ),
    runs.reachable(),
  ])
  const working = workers.every((worker) => worker.getState() === 'RUNNING')
  const wordFor = (is: boolean, not: string) => (is ? 'ok' : not)
  return jsonPage(database && temporal && working ? 200 : 503, {
    status: wordFor(database && temporal && working, 'unavailable'),
    database: wordFor(database, 'unreachable'),
    temporal: wordFor(temporal, 'unreachable'),
    queues: wordFor(working, 'not served'),
  })
}
