// Bringing the State in by lists, each in a process of its own, beside raw inserts of what it leaves behind.

import { fork } from 'node:child_process'
import { rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Connection } from 'mongoose'
import { localPath } from '../../process/paths'
import { type Row, say } from '../report'
import { figure, figureText } from '../statistics'
import type { Imported, ImportTask } from './import-process'
import { officeList, writeList } from './lists'
import type { DirectoryStage } from './stage'
import type { State } from './state'

const RUNS = 3
const BATCH = 1_000
/** What an import of offices leaves: the offices, the seats of their heads, how both are found, and who did it. */
const LEFT = ['offices', 'seats', 'directory', 'audit']

export async function importRows(stage: DirectoryStage, state: State): Promise<Row[]> {
  const path = localPath('bench-directory', 'offices.csv')
  await writeList(path, officeList(state))
  const imported: number[] = []
  const raw: number[] = []
  const alone: number[] = []
  for (let run = 0; run <= RUNS; run += 1) {
    const name = `import-${run}`
    const database = await stage.database(name)
    const result = await importIn({ uri: stage.uri, database: name, list: 'offices', path })
    if (result.added !== state.counts.offices)
      throw new Error(`${result.added} offices imported, ${result.bad} bad`)
    const seconds = new Map<string, number>()
    for (const collection of LEFT) seconds.set(collection, await insertAgain(database, collection))
    const all = [...seconds.values()].reduce((sum, one) => sum + one, 0)
    say(`import run ${run}: ${result.seconds.toFixed(1)} s, raw inserts ${all.toFixed(1)} s`)
    await database.dropDatabase()
    // The first run warms the server up.
    if (run === 0) continue
    imported.push(result.rows / result.seconds)
    raw.push(result.rows / all)
    alone.push(result.rows / seconds.get('offices')!)
  }
  rmSync(path)
  return [
    {
      metric: `import of ${state.counts.offices} offices with their heads' seats, search and audit, offices per second`,
      value: figureText(figure(imported), 0),
      ceiling: `raw insertMany of all these rows, same indexes: ${figureText(figure(raw), 0)}; of the offices alone: ${figureText(figure(alone), 0)}`,
      ratio: figure(imported.map((value, run) => value / raw[run]!)),
      target: '≥ 0.25',
    },
  ]
}

/** Imports the list in a process of its own. */
export function importIn(task: ImportTask): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, `import-process${extname(__filename)}`), {
      stdio: ['ignore', 2, 2, 'ipc'],
    })
    child.once('message', (imported) => resolve(imported as Imported))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the import ended with exit code ${code}`)))
    child.send(task)
  })
}

/** Inserts the rows of a collection into an empty one with the same indexes; returns the seconds of the inserts. */
async function insertAgain(database: Connection, name: string): Promise<number> {
  const from = database.collection(name)
  const into = database.collection(`${name}-again`)
  const indexes = (await from.indexes()).filter(({ name: index }) => index !== '_id_')
  for (const { key, name: index, ...options } of indexes) {
    const { v: _version, ...rest } = options
    await into.createIndex(key as never, { name: index!, ...rest } as never)
  }
  let seconds = 0
  const insert = async (rows: unknown[]): Promise<void> => {
    const startedAt = process.hrtime.bigint()
    await into.insertMany(rows as never, { ordered: false })
    seconds += Number(process.hrtime.bigint() - startedAt) / 1e9
  }
  let batch: unknown[] = []
  for await (const row of from.find({}, { batchSize: BATCH })) {
    batch.push(row)
    if (batch.length < BATCH) continue
    await insert(batch)
    batch = []
  }
  if (batch.length > 0) await insert(batch)
  return seconds
}
