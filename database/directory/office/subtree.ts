// Moving what lies below a moved office, with the facts that held before.

import type { ClientSession, Connection } from 'mongoose'
import { auditSchema, type AuditRow } from '../../access/audit/schema'
import { directoryUpkeep } from '../search/upkeep'
import { modelOf } from '../../common/model'
import type { ChangeNote } from '../../common/versioned'
import { officeSchema, type OfficeRow } from './schema'

/** The turn that all changes of the tree of offices take. */
export const TREE = 'office-tree'

const BATCH = 1_000

/** Rewrites the paths of all below an office that has moved, and enters each in the audit log. */
export async function moveSubtree(
  connection: Connection,
  moved: Pick<OfficeRow, '_id' | 'path'>,
  { what, actor, at }: ChangeNote,
  session: ClientSession,
): Promise<void> {
  const offices = modelOf<OfficeRow>(connection, 'offices', officeSchema).collection
  const audit = modelOf<AuditRow>(connection, 'audit', auditSchema).collection
  const below = { path: moved._id }
  const found = offices.find(below as never, {
    session,
    projection: { path: 1, version: 1 },
    batchSize: BATCH,
  })
  const rows = (await found.toArray()) as unknown as Pick<OfficeRow, '_id' | 'path' | 'version'>[]
  await offices.updateMany(below as never, [{ $set: movedFields(moved, at) }] as never, { session })
  for (let start = 0; start < rows.length; start += BATCH) {
    const entries = rows.slice(start, start + BATCH).map(({ _id, path, version }) => ({
      _id: `office:${_id}:${version + 1}`,
      thing: 'office',
      subject: _id,
      what,
      from: null,
      to: null,
      before: { path },
      after: { path: [...moved.path, ...path.slice(path.indexOf(moved._id))] },
      actor,
      at,
    }))
    await audit.insertMany(entries as never, { session })
  }
  const [any] = rows
  if (any === undefined) return
  const levels = moved.path.length - any.path.indexOf(moved._id)
  await directoryUpkeep(connection).sunk(
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
    from: '$factsFrom',
    until: at,
  }
  // A second move in the same instant corrects the first; a piece of no length would say nothing.
  const begun = { $or: [{ $eq: ['$factsFrom', null] }, { $lt: ['$factsFrom', at] }] }
  const own = { $slice: ['$path', { $indexOfArray: ['$path', { $literal: moved._id }] }, { $size: '$path' }] }
  return {
    earlier: { $cond: [begun, { $concatArrays: ['$earlier', [before]] }, '$earlier'] },
    factsFrom: { $cond: [begun, at, '$factsFrom'] },
    path: { $concatArrays: [{ $literal: moved.path }, own] },
    version: { $add: ['$version', 1] },
  }
}
