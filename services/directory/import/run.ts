// An import from a file that lies in our own folder: all rows are checked before the first one is written.

import type { Change } from '../../../database/directory/import/change'
import type { ImportRepository } from '../../../database/directory/import/repository'
import type { ChangeNote } from '../../../database/access/audit/entry'
import { KcsError } from '../../../domain/common/error'
import { type Header, headerOf, RowReader, type RowFault } from '../../../domain/directory/import/sheet'
import { differencesOf, type RowDifference } from './difference'
import type { Importer, Placed } from './importer'
import { type RawRow } from '../../../domain/directory/import/sheet'
import { recordsOf } from './records'
import type { Spool } from './spool'

const BATCH = 1_000
const LISTED_FAULTS = 10_000
const LISTED_DIFFERENCES = 1_000
/** Tries for a batch whose rows others change at the same time. */
const TRIES = 5

export interface ImportOptions {
  /** Leaves bad rows out instead of the whole file. */
  skipBad: boolean
  dryRun: boolean
}

export interface ImportReport {
  rows: number
  added: number
  changed: number
  ended: number
  unchanged: number
  bad: number
  /** Whether the directory is now as the good rows say. */
  written: boolean
  /** Rows that were not named and follow from those that were. */
  alongside: { seats: number; offices: number }
  ignoredColumns: string[]
  errors: RowFault[]
  differences: RowDifference[]
}

/**
 * Imports the rows. Without `skipBad` nothing is written where a single row is bad. It is written in batches, each whole
 * with its entries in the audit log; one that was broken off is completed by the same file again. Throws KcsError for a
 * file that is no list at all.
 */
export async function runImport<Row>(
  importer: Importer<Row>,
  spool: Spool,
  options: ImportOptions,
  deps: { imports: Pick<ImportRepository, 'write'>; note: ChangeNote },
): Promise<ImportReport> {
  const { at } = deps.note
  const found = await firstPass(importer, spool, options)
  const { header, bad } = found
  const write = !options.dryRun && (bad.size === 0 || options.skipBad)
  const report: ImportReport = {
    rows: found.rows,
    added: 0,
    changed: 0,
    ended: 0,
    unchanged: 0,
    bad: bad.size,
    written: write,
    alongside: { seats: 0, offices: 0 },
    ignoredColumns: header.ignored.filter((title) => title !== ''),
    errors: found.faults,
    differences: [],
  }
  const enter = (changes: readonly Change[], rows: number): void => enterInto(report, changes, rows, at)

  for await (const batch of batchesOf(importer, spool, header, bad)) {
    const changes = await applied(() => importer.plan(batch), write, deps)
    if (write) importer.done?.(changes)
    enter(changes, importer.named ? 0 : batch.length)
  }
  report.unchanged += importer.named?.() ?? 0
  for await (const changes of importer.rest()) enter(await applied(async () => changes, write, deps), 0)
  return report
}

interface Found {
  header: Header
  rows: number
  /** Lines of bad rows. */
  bad: Set<number>
  faults: RowFault[]
}

async function firstPass<Row>(
  importer: Importer<Row>,
  spool: Spool,
  { skipBad }: ImportOptions,
): Promise<Found> {
  const bad = new Set<number>()
  const faults: RowFault[] = []
  const blame = (more: readonly RowFault[]): void => {
    for (const fault of more) {
      bad.add(fault.line)
      if (faults.length < LISTED_FAULTS) faults.push(fault)
    }
  }
  let header: Header | undefined
  let rows = 0
  let batch: Placed<Row>[] = []
  const look = async (): Promise<void> => {
    if (batch.length > 0) blame(await importer.check(batch))
    batch = []
  }
  for await (const record of recordsOf(spool)) {
    if (!header) {
      header = headerOf(importer.columns, headerCells(record))
      continue
    }
    rows += 1
    if ('fault' in record) {
      blame([record.fault])
      continue
    }
    const reader = new RowReader(header, record)
    const row = importer.read(reader)
    if (row !== null) {
      const placed = { line: record.line, row }
      importer.notice(placed, reader)
      if (reader.faults.length === 0) batch.push(placed)
    }
    blame(reader.faults)
    if (batch.length === BATCH) await look()
  }
  await look()
  if (!header) throw new KcsError('import-file-empty')
  if (rows === 0) throw new KcsError('import-no-rows')
  blame(await importer.settle(bad, skipBad))
  faults.sort((one, other) => one.line - other.line)
  return { header, rows, bad, faults }
}

function headerCells(record: RawRow | { fault: RowFault }): readonly string[] {
  if ('cells' in record) return record.cells
  throw new KcsError(record.fault.code, { detail: `Line ${record.fault.line}, the header line.` })
}

/** The good rows again, read from the file as the first time. */
async function* batchesOf<Row>(
  importer: Importer<Row>,
  spool: Spool,
  header: Header,
  bad: ReadonlySet<number>,
): AsyncGenerator<Placed<Row>[]> {
  let batch: Placed<Row>[] = []
  let first = true
  for await (const record of recordsOf(spool)) {
    if (first || 'fault' in record || bad.has(record.line)) {
      first = false
      continue
    }
    const row = importer.read(new RowReader(header, record))
    if (row !== null) batch.push({ line: record.line, row })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Writes what the batch changes, on the rows as they are then. */
async function applied(
  plan: () => Promise<Change[]>,
  write: boolean,
  { imports, note }: { imports: Pick<ImportRepository, 'write'>; note: ChangeNote },
): Promise<Change[]> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const changes = await plan()
    if (!write || (await imports.write(changes, note))) return changes
  }
  throw new KcsError('version-stale', {
    detail:
      'Others keep changing the same rows; what was written before stays, and the same file completes it.',
  })
}

function enterInto(report: ImportReport, changes: readonly Change[], rows: number, at: Date): void {
  report.unchanged += rows
  for (const change of changes) {
    const { named, before, ended, thing } = change
    if (named) {
      report.unchanged -= 1
      report[before === null ? 'added' : ended ? 'ended' : 'changed'] += 1
    } else if (thing === 'seat') report.alongside.seats += 1
    else if (thing === 'office') report.alongside.offices += 1
    if ((named || before !== null) && report.differences.length < LISTED_DIFFERENCES)
      report.differences.push(differencesOf(change, at))
  }
}
