// A process that imports one list and tells how long it took and how much memory it came to.

import { createReadStream } from 'node:fs'
import { importerOf } from '../../services/directory/import'
import { runImport } from '../../services/directory/import/run'
import { spool } from '../../services/directory/import/spool'
import { createRepositories } from '../../database'
import { connect } from '../../database/connection'
import type { ListName } from '../../domain/directory/import/names'

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
  const laid = await spool(createReadStream(path), { limitBytes: 1024 ** 3 })
  try {
    const importer = await importerOf(list, { repositories, at, within: null })
    const note = { what: 'imported', actor: { kind: 'kcs' as const }, at }
    const options = { skipBad: false, dryRun: false }
    const { rows, added, bad } = await runImport(importer, laid, options, {
      imports: repositories.imports,
      note,
    })
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
    return { rows, added, bad, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }
  } finally {
    await laid.remove()
    await connection.close()
  }
}
