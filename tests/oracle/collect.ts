// Reads the evidence of a KCS on this machine: its record, the histories of its runs, its logs.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Connection as Database } from 'mongoose'
import { inParallel } from '../../connectors/in-parallel'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import type { Evidence, KeptDispatch, RunRecord } from './evidence'

export interface Place {
  temporal: { address: string; namespace: string }
  database: Database
  logFolder: string
  /** Texts that must be seen nowhere outside the record. */
  secrets: readonly string[]
}

type OfRecord = 'dispatches' | 'tapals' | 'audit' | 'runs' | 'leaks'

const HISTORIES_AT_ONCE = 16

/** Reads all that the place itself knows. */
export async function collect({
  temporal,
  database,
  logFolder,
  secrets,
}: Place): Promise<Pick<Evidence, OfRecord>> {
  const has = (text: string): boolean => secrets.some((secret) => text.includes(secret))
  const rows = async <Row>(name: string): Promise<Row[]> => {
    const found = await database.collection(name).find({}).toArray()
    return found.map(({ _id, ...row }) => ({ ...row, id: String(_id) }) as Row)
  }
  const dispatches = await rows<KeptDispatch>('dispatches')
  const audit = await database
    .collection('audit')
    .find({ thing: { $in: ['tapal', 'dispatch'] } })
    .project<{ _id: unknown }>({ _id: 1 })
    .toArray()
  return {
    dispatches,
    tapals: await rows<Tapal>('tapals'),
    audit: audit.map(({ _id }) => String(_id)),
    runs: await readRuns(
      temporal,
      dispatches.map(({ id }) => `dispatch:${id}`),
      has,
    ),
    leaks: logsWith(logFolder, has),
  }
}

async function readRuns(
  { address, namespace }: Place['temporal'],
  ids: readonly string[],
  has: (text: string) => boolean,
): Promise<RunRecord[]> {
  const connection = await Connection.connect({ address })
  const client = new Client({ connection, namespace })
  try {
    return await inParallel(ids, HISTORIES_AT_ONCE, async (id) => {
      const handle = client.workflow.getHandle(id)
      try {
        const [{ status, raw }, history] = await Promise.all([handle.describe(), handle.fetchHistory()])
        const text = JSON.stringify([history, raw], (_key, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
        )
        return { id, status: status.name, hasSecret: has(text) }
      } catch (error) {
        return { id, status: error instanceof Error ? error.name : String(error), hasSecret: false }
      }
    })
  } finally {
    await connection.close()
  }
}

function logsWith(folder: string, has: (text: string) => boolean): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && has(readFileSync(path, 'utf8')))
}
