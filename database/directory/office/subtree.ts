// Moving what lies below a moved office, with the facts that held before.

import type { ClientSession, Connection } from 'mongoose'
import { auditWriter } from '../../access/audit/repository'
import { searchUpkeep } from '../search/upkeep'
import { collectionOf } from '../../common/collection'
import { MOST_PIECES } from '../../common/history'
import { auditEntry, type ChangeNote } from '../../access/audit/entry'
import { officeCollection, type OfficeRow } from './schema'

const BATCH = 1_000

/** Rewrites the paths of all below an office that has moved, and enters each in the audit log. */
export async function moveSubtree(
  connection: Connection,
  moved: Pick<OfficeRow, '_id' | 'path'>,
  change: ChangeNote,
  session: ClientSession,
): Promise<void> {
  const offices = collectionOf(connection, officeCollection)
  const below = { path: moved._id }
  const cursor = offices.find<Pick<OfficeRow, '_id' | 'path' | 'version'>>(below, {
    session,
    projection: { path: 1, version: 1 },
    batchSize: BATCH,
  })
  const rows = await cursor.toArray()
  await offices.updateMany(below, [{ $set: movedFields(moved, change.at) }], { session })
  const entries = rows.map(({ _id, path, version }) => {
    const after = { path: [...moved.path, ...path.slice(path.indexOf(moved._id))] }
    return auditEntry({ thing: 'office', id: _id, mark: version + 1 }, { before: { path }, after }, change)
  })
  await auditWriter(connection).enter(entries, session)
  const [any] = rows
  if (any === undefined) return
  const levels = moved.path.length - any.path.indexOf(moved._id)
  await searchUpkeep(connection).sunk(
    rows.map(({ _id }) => _id),
    levels,
    session,
  )
}

function movedFields(moved: Pick<OfficeRow, '_id' | 'path'>, at: Date): Record<string, unknown> {
  const before = {
    kind: '$kind',
    department: '$department',
    district: '$district',
    path: '$path',
    calendar: '$calendar',
    fitToReceive: '$fitToReceive',
    inwardSeat: '$inwardSeat',
    from: '$factsFrom',
    until: at,
  }
  // A second move in the same instant corrects the first; a piece of no length would say nothing.
  const startsLater = { $or: [{ $eq: ['$factsFrom', null] }, { $lt: ['$factsFrom', at] }] }
  const own = { $slice: ['$path', { $indexOfArray: ['$path', { $literal: moved._id }] }, { $size: '$path' }] }
  return {
    // An office that is moved with another cannot refuse: the oldest of what it was gives way.
    earlier: {
      $cond: [startsLater, { $slice: [{ $concatArrays: ['$earlier', [before]] }, -MOST_PIECES] }, '$earlier'],
    },
    factsFrom: { $cond: [startsLater, at, '$factsFrom'] },
    path: { $concatArrays: [{ $literal: moved.path }, own] },
    version: { $add: ['$version', 1] },
  }
}
