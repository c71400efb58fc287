// The State as lists in files, as departments bring them.

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { rowsOf } from '../../domain/directory/import/list'
import { OFFICES } from '../../domain/directory/import/office'
import { SINCE, type State } from './state'

export type ListRow = Record<string, string>

/** Writes the rows as CSV, as they are drawn up. */
export async function writeList(path: string, rows: Iterable<ListRow>): Promise<void> {
  await pipeline(Readable.from(rows), stringify({ header: true }), createWriteStream(path))
}

/** As in the list of the State: the agent application is no filing system, and stands as none. */
export function* officeList(state: State): Generator<ListRow> {
  for (const { office } of state.offices()) {
    const [cells = {}] = rowsOf(OFFICES, office, SINCE)
    const { system = '' } = cells
    yield { ...cells, system: system === 'kcs-agent' ? '' : system, endpoint: '' }
  }
}
