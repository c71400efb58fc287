// Importing a list: all rows are laid down and checked before the first one is written.

import type { Change } from '../../../database/directory/import/change'
import type { ImportStaging, LaidRow } from '../../../database/directory/import/staging'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { differenceOf, type List } from '../../../domain/directory/import/list'
import { LISTS } from '../../../domain/directory/import/lists'
import type { ListName } from '../../../domain/directory/import/names'
import {
  type FileRecord,
  type Header,
  rowFault,
  type RowFault,
  RowReader,
} from '../../../domain/common/table/sheet'
import { columnOf, headerErrors, headerOf } from '../../../domain/common/table/table'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import { subtreeOf } from '../../access/right/subtree'
import type { ServiceDeps } from '../../deps'
import { chargeImporter } from './charges'
import { employeeImporter } from './employees'
import { groupImporter } from './groups'
import type { Batch, Importer, ImportTools } from './importer'
import { officeImporter } from './offices'
import { newKeyCheck } from './new-keys'
import { postImporter } from './posts'
import { seatImporter } from './seats'

const IMPORTERS: Record<ListName, (tools: ImportTools) => Importer<unknown>> = {
  offices: officeImporter,
  seats: seatImporter,
  'sanctioned-posts': postImporter,
  employees: employeeImporter,
  charges: chargeImporter,
  groups: groupImporter,
}

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
  'history-full',
] as const satisfies readonly ErrorCode[]

export interface ImportInput {
  list: ListName
  /** The records of the file, the header line first. */
  records: AsyncIterable<FileRecord>
  /** Leaves bad rows out instead of the whole file. */
  skipBad: boolean
  dryRun: boolean
}

export interface RowDifference {
  change: 'added' | 'changed' | 'ended'
  key: string
  /** By column; null where there was or is nothing. */
  fields: Record<string, { from: string | null; to: string | null }>
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
  { list: name, records, skipBad, dryRun }: ImportInput,
  now: Date,
): Promise<ImportReport> {
  const { repositories } = deps
  const { imports } = repositories
  const id = deps.newId(now)
  const staging = imports.staging(id, now)
  const list: List<unknown, never> = LISTS[name]
  const note = {
    what: 'imported',
    actor: { kind: 'operator', account: callerKeyOf(caller) },
    at: now,
  } as const
  try {
    const within = await subtreeOf(repositories.seats, caller)
    const importer = IMPORTERS[name]({ repositories, staging, at: now, within, skipBad })
    const stored = (batch: Batch<unknown>) =>
      imports.byIds(
        list.keyOf ?? list.thing,
        batch.map(({ key }) => key),
      )

    const header = await lay(records, list, staging)
    const checkKeys = newKeyCheck(list, (ids) => imports.idsAmong(list.thing, ids))
    for await (const batch of staging.batches(list)) {
      const there = await stored(batch)
      await staging.blame([...(await checkKeys(batch, there)), ...(await importer.check(batch, there))])
    }
    for (let fallen = true; fallen; ) {
      fallen = false
      for await (const faults of importer.settle?.() ?? []) {
        await staging.blame(faults)
        fallen ||= skipBad && faults.length > 0
      }
    }

    const { rows, bad } = await staging.counted()
    const written = !dryRun && (bad.size === 0 || skipBad)
    const report: ImportReport = {
      ...{ rows, added: 0, changed: 0, ended: 0, unchanged: 0, bad: bad.size, written },
      alongside: { seats: 0, offices: 0 },
      ignoredColumns: header.ignored.filter((title) => title !== ''),
      errors: await staging.faults(LISTED_FAULTS),
      differences: [],
    }
    const apply = async (plan: () => Promise<Change[]>): Promise<void> =>
      count(report, await applied(plan, async (changes) => !written || imports.write(changes, note)), now)
    for await (const batch of staging.batches(list))
      await apply(async () => importer.plan(batch, await stored(batch)))
    for await (const changes of importer.rest?.() ?? []) await apply(async () => changes)

    const after = { added: report.added, changed: report.changed, ended: report.ended, bad: report.bad }
    const audited = { id: `import:${id}`, thing: 'import', subject: name, from: null, to: null } as const
    if (written && after.added + after.changed + after.ended > 0)
      await repositories.audit.add([{ ...audited, after, ...note }])
    return report
  } finally {
    await staging.remove()
  }
}

/** Lays the rows down with what is wrong with each by itself; of rows of which there may be but one, the first counts. */
async function lay(
  records: AsyncIterable<FileRecord>,
  { columns, key, read, unique }: List<unknown, never>,
  staging: ImportStaging,
): Promise<Header> {
  const file: { header?: Header } = {}
  const count = await staging.lay(readRows())
  const { header } = file
  if (!header) throw new KcsError('import-file-empty')
  if (count === 0) throw new KcsError('import-no-rows')
  for (const { column: name, code, ...same } of unique)
    for await (const rows of staging.repeated(same)) {
      const column = header.places.get(name)?.title ?? name
      const faults = rows.map(({ line, first, value }) => {
        const detail = same.where ? {} : { detail: `It stands in line ${first} already.` }
        return rowFault(line, code, { column, value, ...detail })
      })
      await staging.blame(faults, { aside: true })
    }
  return header

  async function* readRows(): AsyncGenerator<LaidRow> {
    for await (const record of records)
      if (!file.header) file.header = headerOf(columns, titlesOf(record))
      else if ('fault' in record)
        yield { line: record.fault.line, key: '', row: null, faults: [record.fault] }
      else {
        const reader = new RowReader(file.header, record)
        const row = read(reader) as object | null
        yield { line: record.line, key: reader.peek(columnOf(key)), row, faults: reader.faults }
      }
  }
}

function titlesOf(record: FileRecord): readonly string[] {
  if ('cells' in record) return record.cells
  throw new KcsError(record.fault.code, { detail: `Line ${record.fault.line}, the header line.` })
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

/** Enters the changes into the report. */
function count(report: ImportReport, changes: readonly Change[], at: Date): void {
  for (const { named, before, after, ended, thing } of changes) {
    const change = before === null ? 'added' : before === after ? 'unchanged' : ended ? 'ended' : 'changed'
    if (named) report[change] += 1
    else if (thing === 'seat') report.alongside.seats += 1
    else if (thing === 'office') report.alongside.offices += 1
    if (change === 'unchanged' || (!named && change === 'added')) continue
    if (report.differences.length >= LISTED_DIFFERENCES) continue
    const list = Object.values(LISTS).find((one) => one.thing === thing)!
    const fields = differenceOf<never>(list, before as never, after as never, at)
    report.differences.push({ change, key: idOf(after), fields })
  }
}

function idOf(thing: Change['after']): string {
  return 'code' in thing ? thing.code : 'pen' in thing ? thing.pen : thing.id
}
