// A process that imports one list and tells how long it took and how much memory it came to.

import { createReadStream } from 'node:fs'
import { linesOf } from '../../api/routes/directory/import/lines'
import { recordsOf } from '../../api/routes/directory/import/records'
import { createRepositories } from '../../database'
import { connect } from '../../database/connection'
import type { ListName } from '../../domain/directory/import/names'
import { newId } from '../../process/new-id'
import type { Caller } from '../../services/access/right/identity'
import { importList } from '../../services/directory/import/import-list'

/** An administrator of the whole State. */
const ADMIN = { kind: 'account', account: { login: 'bench', roles: ['admin'] } } as unknown as Caller

export interface ImportTask {
  uri: string
  database: string
  list: ListName
  path: string
}

export interface Imported {
  rows: number
  added: number
  bad: number
  seconds: number
  /** The most memory the process has had, in bytes. */
  peakBytes: number
}

process.once('message', (task: ImportTask) => {
  run(task).then(
    (imported) => process.send!(imported, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      process.exit(1)
    },
  )
})

async function run({ uri, database, list, path }: ImportTask): Promise<Imported> {
  const connection = await connect({ uri, database })
  const repositories = createRepositories(connection)
  const at = new Date()
  const startedAt = process.hrtime.bigint()
  const records = recordsOf(linesOf(createReadStream(path), 1024 ** 3))
  try {
    const input = { list, records, skipBad: false, dryRun: false }
    const { rows, added, bad } = await importList({ repositories, newId }, ADMIN, input, at)
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
    return { rows, added, bad, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }
  } finally {
    await connection.close()
  }
}
