// A circular to all offices: drawn up and routed as for its dispatch, beside a cursor that only reads the same rows.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Connection } from 'mongoose'
import { createRepositories } from '../../database'
import { planRoutes } from '../../services/letters/routing/plan'
import { type Row, say } from '../report'
import { figure, figureText } from '../statistics'
import type { State } from './state'

const RUNS = 5
const GROUP = 'EVERYONE'
const READ_AT_ONCE = 2_000
const AT = new Date('2026-01-01T00:00:00Z')

const letter = {
  kind: 'circular',
  classification: 'normal',
  urgency: 'normal',
  subjectCode: '',
  language: 'en',
  documents: [{ mediaType: 'application/pdf', size: 300_000 }],
} as const

/** `commands` counts those sent over the connection; the State is entered with its charges. */
export async function routingRows(
  database: Connection,
  state: State,
  commands: { count: number },
): Promise<Row[]> {
  const repositories = createRepositories(database)
  await repositories.groups.add(
    {
      id: GROUP,
      name: 'All offices',
      nameMl: '',
      office: 'D0',
      definitions: [{ from: new Date(0), reach: 'office', rule: { offices: {} } }],
      until: null,
      version: 1,
    },
    { what: 'group-added', actor: { kind: 'kcs' }, at: AT },
  )
  const routedRates: number[] = []
  const read: number[] = []
  let trips = 0
  let grown = 0
  for (let run = 0; run <= RUNS; run += 1) {
    const raw = await perSecond(() => readAgain(database))
    commands.count = 0
    const rate = await perSecond(() => route(repositories))
    trips = (commands.count / state.counts.offices) * 1_000
    say(`routing run ${run}: ${rate.toFixed(0)}/s of ${raw.toFixed(0)}/s read`)
    // The first run warms the server up.
    if (run === 0) continue
    read.push(raw)
    routedRates.push(rate)
  }
  grown = await growth(repositories, state.counts.offices)
  return [
    {
      metric: `a circular to all ${state.counts.offices} offices, recipients routed per second`,
      value: figureText(figure(routedRates), 0),
      ceiling: `plain reading of the same offices, seats and charges: ${figureText(figure(read), 0)}`,
      ratio: figure(routedRates.map((value, run) => value / read[run]!)),
      target: '≥ 0.30',
    },
    plain('  database round trips for 1,000 recipients', trips.toFixed(2), '≤ 4'),
    plain('  heap kept between the first quarter and the end, MB', (grown / 1e6).toFixed(1), 'flat'),
  ]
}

type Repositories = ReturnType<typeof createRepositories>

/** Returns how many were routed; calls `part` after each batch. */
async function route(
  repositories: Repositories,
  part: (routedCount: number) => void = () => undefined,
): Promise<number> {
  const plan = { letter, recipients: [{ group: GROUP, purpose: 'action' as const }], at: AT, now: AT }
  let doneCount = 0
  for await (const { routes } of planRoutes(repositories, plan)) {
    for (const { mechanism, refusals } of routes)
      if (mechanism === null) throw new Error(`a recipient has no way: ${refusals.join(', ')}`)
    doneCount += routes.length
    part(doneCount)
  }
  return doneCount
}

async function growth(repositories: Repositories, all: number): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heapUsed = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  let quarter = 0
  let end = 0
  await route(repositories, (doneCount) => {
    if (quarter === 0 && doneCount >= all / 4) quarter = heapUsed()
    if (doneCount === all) end = heapUsed()
  })
  return end - quarter
}

/** Reads the offices, the seats that take their mail and the charges of these, and does nothing with them. */
async function readAgain(database: Connection): Promise<number> {
  const offices = database.collection('offices').find({}, { batchSize: READ_AT_ONCE })
  let seats: unknown[] = []
  let rows = 0
  const more = async (): Promise<void> => {
    await Promise.all([
      database
        .collection('seats')
        .find({ _id: { $in: seats } } as never, { batchSize: READ_AT_ONCE })
        .toArray(),
      database
        .collection('charges')
        .find({ seat: { $in: seats } } as never, { batchSize: READ_AT_ONCE })
        .toArray(),
    ])
    seats = []
  }
  for await (const { inwardSeat } of offices) {
    rows += 1
    seats.push(inwardSeat)
    if (seats.length === READ_AT_ONCE) await more()
  }
  if (seats.length > 0) await more()
  return rows
}

async function perSecond(work: () => Promise<number>): Promise<number> {
  const startedAt = process.hrtime.bigint()
  const count = await work()
  return count / (Number(process.hrtime.bigint() - startedAt) / 1e9)
}

function plain(metric: string, value: string, target: string): Row {
  return { metric, value, ceiling: '', ratio: null, target }
}
