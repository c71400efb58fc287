// Importing a list: all rows are laid down and checked before the first one is written.

import type { Change } from '../../../database/directory/import/change'
import type { ImportStaging } from '../../../database/directory/import/staging'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ListName } from '../../../domain/directory/import/names'
import {
  type FileRecord,
  type Header,
  rowFault,
  type RowFault,
  RowReader,
} from '../../../domain/directory/import/sheet'
import { columnOf, headerErrors, headerOf } from '../../../domain/directory/import/table'
import { type Caller, callerOf } from '../../access/right/identity'
import { subtreeOf } from '../../access/right/subtree'
import type { ServiceDeps } from '../../deps'
import { differenceOf, type RowDifference } from './difference'
import type { Importer } from './importer'
import { IMPORTERS } from './importers'

const BATCH = 1_000
const LISTED_FAULTS = 10_000
const LISTED_DIFFERENCES = 1_000
/** Tries for a batch whose rows others change at the same time. */
const TRIES = 5

export const importListErrors = [
  ...headerErrors,
  'import-file-empty',
  'import-no-rows',
  'import-quote-misplaced',
  'import-quote-open',
  'import-row-too-long',
  'version-stale',
] as const satisfies readonly ErrorCode[]

export interface ImportInput {
  list: ListName
  /** The records of the file, the header line first. */
  records: AsyncIterable<FileRecord>
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
 * Imports a list for an administrator. Without `skipBad` nothing is written where a single row is bad. It is written in
 * batches, each whole with its entries in the audit log; the same file completes an import that was killed. Throws
 * KcsError for a file that is no list at all, and `version-stale` where others keep changing the same rows.
 */
export async function importList(
  deps: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { list, records, skipBad, dryRun }: ImportInput,
  now: Date,
): Promise<ImportReport> {
  const { repositories } = deps
  const id = deps.newId(now)
  const staging = repositories.imports.staging(id, now)
  try {
    const within = await subtreeOf(repositories.seats, caller)
    const importer = IMPORTERS[list]({ repositories, staging, at: now, within, skipBad })
    const header = await lay(records, importer.list, staging)
    await check(importer, header, staging)
    const { rows, bad } = await staging.counted()
    const written = !dryRun && (bad.size === 0 || skipBad)
    const report: ImportReport = {
      ...{ rows, added: 0, changed: 0, ended: 0, unchanged: 0, bad: bad.size, written },
      alongside: { seats: 0, offices: 0 },
      ignoredColumns: header.ignored.filter((title) => title !== ''),
      errors: await staging.faults(LISTED_FAULTS),
      differences: [],
    }
    const actor = { kind: 'operator', account: callerOf(caller) } as const
    const note = { what: 'imported', actor, at: now }
    const apply = (plan: () => Promise<Change[]>) =>
      applied(plan, async (changes) => !written || (await repositories.imports.write(changes, note)))

    for await (const batch of staging.batches(importer.list)) {
      const changes = await apply(() => importer.plan(batch))
      report.unchanged += importer.named?.(batch) ?? batch.length
      count(report, changes, now)
    }
    for await (const changes of importer.rest?.() ?? []) {
      await apply(async () => changes)
      count(report, changes, now)
    }
    const { added, changed, ended } = report
    if (written && added + changed + ended > 0)
      await repositories.audit.add([
        {
          ...{ id: `import:${id}`, thing: 'import', subject: list, from: null, to: null },
          after: { added, changed, ended, bad: report.bad },
          ...note,
        },
      ])
    return report
  } finally {
    await staging.remove()
  }
}

/** Lays the rows down with what is wrong with each by itself. */
async function lay(
  records: AsyncIterable<FileRecord>,
  list: Importer<unknown>['list'],
  staging: ImportStaging,
): Promise<Header> {
  let header: Header | undefined
  let rows = 0
  let batch: Parameters<ImportStaging['add']>[0][number][] = []
  for await (const record of records) {
    if (!header) {
      header = headerOf(list.columns, titlesOf(record))
      continue
    }
    rows += 1
    if ('fault' in record) batch.push({ line: record.fault.line, key: '', row: null, faults: [record.fault] })
    else {
      const reader = new RowReader(header, record)
      const row = list.read(reader) as object | null
      batch.push({ line: record.line, key: reader.peek(columnOf(list.key)), row, faults: reader.faults })
    }
    if (batch.length < BATCH) continue
    await staging.add(batch)
    batch = []
  }
  await staging.add(batch)
  if (!header) throw new KcsError('import-file-empty')
  if (rows === 0) throw new KcsError('import-no-rows')
  return header
}

function titlesOf(record: FileRecord): readonly string[] {
  if ('cells' in record) return record.cells
  throw new KcsError(record.fault.code, { detail: `Line ${record.fault.line}, the header line.` })
}

/** Notes what is wrong with rows beside each other and beside the directory. */
async function check(importer: Importer<unknown>, header: Header, staging: ImportStaging): Promise<void> {
  for (const unique of importer.list.unique) {
    const column = header.places.get(unique.column)?.title ?? unique.column
    const faults: RowFault[] = []
    for await (const { line, value, first } of staging.repeated(unique)) {
      const detail = unique.by === 'key' ? { detail: `It stands in line ${first} already.` } : {}
      faults.push(rowFault(line, unique.code, { column, value, ...detail }))
    }
    await staging.blame(faults, { aside: true })
  }
  for await (const batch of staging.batches(importer.list)) await staging.blame(await importer.check(batch))
  for await (const faults of importer.settle?.() ?? []) await staging.blame(faults)
}

/** Writes what a batch changes, planned on the rows as they are then. */
async function applied(
  plan: () => Promise<Change[]>,
  write: (changes: readonly Change[]) => Promise<boolean>,
): Promise<Change[]> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const changes = await plan()
    if (await write(changes)) return changes
  }
  throw new KcsError('version-stale', {
    detail:
      'Others keep changing the same rows; what was written before stays, and the same file completes it.',
  })
}

/** Enters the changes into the report; what they name has been counted as unchanged. */
function count(report: ImportReport, changes: readonly Change[], at: Date): void {
  for (const change of changes) {
    const { named, before, ended, thing } = change
    if (named) {
      report.unchanged -= 1
      report[before === null ? 'added' : ended ? 'ended' : 'changed'] += 1
    } else if (thing === 'seat') report.alongside.seats += 1
    else if (thing === 'office') report.alongside.offices += 1
    if ((named || before !== null) && report.differences.length < LISTED_DIFFERENCES)
      report.differences.push(differenceOf(change, at))
  }
}
