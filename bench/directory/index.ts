// The directory at the size of the State.

import type { Report, Row } from '../report'
import { chargeRows } from './charges'
import { fillState } from './fill'
import { importRows } from './imports'
import { lookUpRows } from './look-ups'
import { routingRows } from './routing'
import { searchRows } from './search'
import { type DirectoryStage, openDirectoryStage } from './stage'
import { stateOf } from './state'

/** `scale` is the share of the State, for a short look; the targets are meant for the whole. */
export async function directoryBench({ scale }: { scale: number }): Promise<Report> {
  const state = stateOf(scale)
  const { offices, seats, employees } = state.counts
  let version = ''
  const rows = await onStage(async (stage) => {
    version = stage.version
    const imported = await importRows(stage, state)
    const commands = { count: 0 }
    const database = await stage.database('state', () => (commands.count += 1))
    await fillState(database, state)
    const charged = await chargeRows(stage, database, state)
    const routingTable = await routingRows(database, state, commands)
    return [...imported, ...charged, ...routingTable, ...(await lookUpRows(database, state, commands))]
  })
  // On a server of its own: what the others left in its memory would weigh on the larger directory more.
  rows.push(...(await onStage((stage) => searchRows(stage, scale))))
  const conditions =
    `MongoDB ${version} (journaled majority writes); a State of ${offices} offices, ` +
    `${seats} seats and ${employees} employees`
  return { conditions, rows }
}

async function onStage(work: (stage: DirectoryStage) => Promise<Row[]>): Promise<Row[]> {
  const stage = await openDirectoryStage()
  try {
    return await work(stage)
  } finally {
    await stage.close()
  }
}
