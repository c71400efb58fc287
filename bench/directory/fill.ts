// Enters a State as it is, past the doors: for what is measured on it, not for how it came in.

import type { Connection } from 'mongoose'
import { say } from '../report'
import { batches } from './batches'
import type { State } from './state'

const BATCH = 2_000

/** All but the charges. */
export async function fillState(database: Connection, state: State): Promise<void> {
  const offices = (function* () {
    for (const { office } of state.offices()) yield office
  })()
  await enter(database, 'offices', offices, ({ code, ...rest }) => ({ _id: code, ...rest }))
  await enter(database, 'seats', state.seats(), ({ id, ...rest }) => ({ _id: id, ...rest }))
  await enter(database, 'employees', state.employees(), ({ pen, ...rest }) => ({ _id: pen, ...rest }))
}

async function enter<Item>(
  database: Connection,
  name: string,
  items: Iterable<Item>,
  rowOf: (item: Item) => object,
): Promise<void> {
  let rows = 0
  for (const batch of batches(items, BATCH)) {
    await database.collection(name).insertMany(batch.map(rowOf) as never, { ordered: false })
    rows += batch.length
  }
  say(`${rows} ${name} entered`)
}
