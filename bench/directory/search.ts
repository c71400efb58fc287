// The search in a small and in a large directory: the same kinds of questions, asked of both in turn.

import { createRepositories, type Repositories } from '../../database'
import { searchCollection } from '../../database/directory/search/schema'
import { officeEntry, seatEntries } from '../../domain/directory/search/entry'
import { wordsOf } from '../../domain/directory/search/fold'
import { DISTRICTS } from '../../domain/directory/search/synonyms'
import { type Row, say } from '../report'
import { figure, percentile, figureText } from '../statistics'
import { batches } from './batches'
import { lot, oneOf } from './lot'
import { type State, stateOf } from './state'
import type { DirectoryStage } from './stage'

const SMALL_ROWS = 10_000
const LARGE_ROWS = 1_000_000
const RUNS = 5
/** Runs before those that count. */
const WARM_UPS = 2
/** Questions to each directory in a run. */
const QUESTIONS = 400

const NOW = new Date('2026-01-01T00:00:00Z')

interface Filled {
  repositories: Repositories
  rows: number
  /** What people type, drawn from what is there. */
  questions: string[]
}

export async function searchRows(stage: DirectoryStage, scale: number): Promise<Row[]> {
  const state = stateWith(Math.max(2 * SMALL_ROWS, LARGE_ROWS * scale))
  const { offices, seats } = state.counts
  const share = SMALL_ROWS / (offices + seats)
  const small = await fill(stage, 'search-small', state, share)
  const large = await fill(stage, 'search-large', state, 1)
  const p95: { small: number[]; large: number[] } = { small: [], large: [] }
  await stage.settle()
  for (let warm = 0; warm < WARM_UPS; warm += 1) await askBoth(small, large, RUNS + 1 + warm)
  for (let run = 1; run <= RUNS; run += 1) {
    const [few, many] = await askBoth(small, large, run)
    p95.small.push(percentile(few, 0.95))
    p95.large.push(percentile(many, 0.95))
    say(`search run ${run}: p95 ${p95.large.at(-1)!.toFixed(1)} ms of ${p95.small.at(-1)!.toFixed(1)} ms`)
  }
  return [
    {
      metric: `search p95 in ms, ${large.rows} rows`,
      value: figureText(figure(p95.large)),
      ceiling: `the same in ${small.rows} rows: ${figureText(figure(p95.small))}`,
      ratio: figure(p95.large.map((value, run) => value / p95.small[run]!)),
      target: '≤ 1.20',
    },
  ]
}

/** Enters that share of the State's offices, drawn by lot, with their seats; the indexes are built when all are in. */
async function fill(stage: DirectoryStage, name: string, state: State, share: number): Promise<Filled> {
  const database = await stage.database(name)
  const directory = database.collection('directory')
  const questions: string[] = []
  const questionShare = QUESTIONS / (state.counts.offices * share)
  await directory.dropIndexes()
  let rows = 0
  const enter = async (entries: ReturnType<typeof seatEntries>): Promise<void> => {
    const documents = entries.map((entry) => ({ _id: `${entry.type}:${entry.id}`, ...entry }))
    await directory.insertMany(documents as never, { ordered: false })
    rows += entries.length
  }
  const sample = (function* () {
    for (const one of state.offices()) if (lot(one.number * 7) < share) yield one
  })()
  for (const batch of batches(sample, 500)) {
    const offices = new Map(batch.map(({ office }) => [office.code, office]))
    await enter(batch.map(({ office }) => officeEntry(office)))
    for (const seats of batches(
      batch.flatMap((office) => [...state.seatsOf(office)]),
      2_000,
    ))
      await enter(seatEntries(seats, offices))
    for (const { number, office } of batch)
      if (lot(number * 11) < questionShare)
        questions.push(questionOf(number, office.name, office.nameMl, office.district))
    if (rows % 100_000 < 10_000) say(`search: ${rows} rows entered`)
  }
  const keys = searchCollection.indexes.map(({ key }) => key as Record<string, 1>)
  await stage.buildIndexes(name, 'directory', keys)
  return { repositories: createRepositories(database), rows, questions }
}

/** A State with so many offices and seats, as nearly as one can be drawn up. */
function stateWith(rows: number): State {
  let scale = rows / 600_000
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const { offices, seats } = stateOf(scale).counts
    scale *= rows / (offices + seats)
  }
  return stateOf(scale)
}

/** As people type: a beginning, a place with a kind or a post, a district, Malayalam, an abbreviation, a code. */
function questionOf(number: number, name: string, nameMl: string, district: string): string {
  const words = wordsOf(name)
  const beginningOf = (word: string): string =>
    word.slice(0, 2 + Math.floor(lot(number + 5) * (word.length - 1)))
  const first = words[0] ?? 'office'
  const last = words.at(-1) ?? first
  const kinds = [
    beginningOf(first),
    beginningOf(last),
    `${first} ${beginningOf(last)}`,
    `${beginningOf(last)} ${first}`,
    `clerk ${beginningOf(first)}`,
    `${last} ${district}`,
    `senior clerk ${beginningOf(last)}`,
    nameMl.slice(0, 4),
    nameMl,
    oneOf(['dde', 'rdo', 'gp', 'village office', 'section officer', 'secretary'], number),
  ]
  return oneOf(kinds, number + 9)
}

/** Times in ms, one question after the other, in turn, so that what else goes on weighs on both alike. */
async function askBoth(small: Filled, large: Filled, run: number): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []]
  for (let one = 0; one < QUESTIONS; one += 1) {
    times[0].push(await ask(small, one, run))
    times[1].push(await ask(large, one, run))
  }
  return times
}

/** As somebody of one of the districts. */
async function ask({ repositories, questions }: Filled, one: number, run: number): Promise<number> {
  const text = questions[one % questions.length]!
  const startedAt = process.hrtime.bigint()
  await repositories.search.search(text, { district: oneOf(DISTRICTS, one + run), limit: 10, now: NOW })
  return Number(process.hrtime.bigint() - startedAt) / 1e6
}
