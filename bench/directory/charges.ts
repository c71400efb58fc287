// All charges of the State by one list, in a process that must stay small.

import { rmSync } from 'node:fs'
import type { Connection } from 'mongoose'
import { CHARGES } from '../../domain/directory/import/charge'
import { rowsOf } from '../../domain/directory/import/list'
import { localPath } from '../../process/paths'
import type { Row } from '../report'
import { importIn } from './imports'
import { writeList } from './lists'
import type { DirectoryStage } from './stage'
import { SINCE, type State } from './state'

/** Imports the charges into a State that is entered without them. */
export async function chargeRows(stage: DirectoryStage, database: Connection, state: State): Promise<Row[]> {
  const path = localPath('bench-directory', 'charges.csv')
  const cells = (function* () {
    for (const charge of state.charges()) yield* rowsOf(CHARGES, charge, SINCE)
  })()
  await writeList(path, cells)
  const { added, bad, seconds, peakBytes } = await importIn({
    uri: stage.uri,
    database: database.name,
    list: 'charges',
    path,
  })
  rmSync(path)
  if (added !== state.counts.employees) throw new Error(`${added} charges imported, ${bad} bad`)
  return [
    {
      metric: `import of ${added} charges: most memory of the process`,
      value: `${(peakBytes / 1e6).toFixed(0)} MB; ${(added / seconds).toFixed(0)} charges per second`,
      ceiling: '',
      ratio: null,
      target: '≤ 450 MB',
    },
  ]
}
