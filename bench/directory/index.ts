// The directory at the size of the State.

import type { Report } from '../report'
import { chargeRows } from './charges'
import { fillState } from './fill'
import { importRows } from './imports'
import { lookUpRows } from './look-ups'
import { routingRows } from './routing'
import { searchRows } from './search'
import { openDirectoryStage } from './stage'
import { stateOf } from './state'

/** `scale` is the share of the State, for a short look; the targets are meant for the whole. */
export async function directoryBench({ scale }: { scale: number }): Promise<Report> {
  const stage = await openDirectoryStage()
  try {
    const state = stateOf(scale)
    const { offices, seats, employees } = state.counts
    const rows = await importRows(stage, state)
    const commands = { count: 0 }
    const database = await stage.database('state', () => (commands.count += 1))
    await fillState(database, state)
    rows.push(...(await chargeRows(stage, database, state)))
    rows.push(...(await routingRows(database, state, commands)))
    rows.push(...(await lookUpRows(database, state, commands)))
    await database.dropDatabase()
    rows.push(...(await searchRows(stage, scale)))
    const conditions =
      `MongoDB ${stage.version} (journaled majority writes); a State of ${offices} offices, ` +
      `${seats} seats and ${employees} employees`
    return { conditions, rows }
  } finally {
    await stage.close()
  }
}
