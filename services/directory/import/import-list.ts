// Importing a list: all rows are laid down and checked before the first one is written.

import type { Change } from '../../../database/directory/import/change'
import type { LaidRow } from '../../../database/directory/import/staging'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { type FileRecord, type RowFault, RowReader, rowFault } from '../../../domain/common/table/sheet'
import { columnOf, headerErrors, headerOf, readCells } from '../../../domain/common/table/table'
import { type AnyList, differenceOf } from '../../../domain/directory/import/list'
import { LISTS } from '../../../domain/directory/import/lists'
import type { ListName } from '../../../domain/directory/import/names'
import { type Caller, callerKeyOf } from '../../access/right/identity'
import { subtreeOf } from '../../access/right/subtree'
import type { ServiceDeps } from '../../deps'
import { chargeImporter } from './charges'
import { foreignFaults, newKeyCheck, openFaults, referenceFaults } from './checks'
import { groupImporter } from './groups'
import { type AnyCells, type Batch, type Importer, type ImportTools, storedOf, without } from './importer'
import { officeImporter } from './offices'
import { postImporter } from './posts'
import { seatImporter } from './seats'

const IMPORTERS: Record<ListName, (tools: ImportTools) => Importer<AnyCells>> = {
  offices: officeImporter,
  seats: seatImporter,
  'sanctioned-posts': postImporter,
  employees: () => ({}),
  charges: chargeImporter,
  groups: groupImporter,
}

/** Fields that are null as long as a thing lasts. */
const ENDS = ['activeUntil', 'until', 'succession']
const LISTED_FAULTS = 10_000
const LISTED_DIFFERENCES = 1_000
/** Tries for a batch whose rows others change at the same time. */
const TRIES = 5
const STALE =
  'Others keep changing the same rows; what was written before stays, and the same file completes it.'

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

type Outcome = 'added' | 'changed' | 'ended'

/** What was or would be changed, before anything is counted. */
const nothingYet = () => ({
  ...{ added: 0, changed: 0, ended: 0, unchanged: 0 },
  /** Rows that were not named and follow from those that were. */
  alongside: { seats: 0, offices: 0 },
  differences: [] as { change: Outcome; key: string; fields: ReturnType<typeof differenceOf> }[],
})

/**
 * Imports a list for an administrator. Without `skipBad` nothing is written where a single row is bad. It is written in
 * batches, each whole with its entries in the audit log; the same file completes an import that was killed. Throws
 * KcsError for a file that is no list at all, and `version-stale` where others keep changing the same rows.
 */
export async function importList(
  { repositories, newId }: Pick<ServiceDeps, 'repositories' | 'newId'>,
  caller: Caller,
  { list: name, records, skipBad, dryRun }: ImportInput,
  now: Date,
) {
  const { imports } = repositories
  const id = newId(now)
  const staging = imports.staging(id, now)
  const list: AnyList = LISTS[name]
  const actor = { kind: 'operator', account: callerKeyOf(caller) } as const
  const note = { what: 'imported', actor, at: now }
  try {
    const within = await subtreeOf(repositories.seats, caller)
    const tools = { list, repositories, staging, at: now, within, skipBad }
    const importer = IMPORTERS[name](tools)
    const ignoredColumns = await lay(records, tools)
    await judge(tools, importer)

    const found = await staging.outcome(LISTED_FAULTS)
    /** Whether the directory is then as the good rows say. */
    const written = !dryRun && (found.bad === 0 || skipBad)
    const report = { ...found, ...nothingYet(), written, ignoredColumns }
    /** Writes what is planned on the rows as they are then. */
    const apply = async (plan: () => Promise<Change[]>): Promise<void> => {
      for (let tried = 1; tried <= TRIES; tried += 1) {
        const changes = await plan()
        if (!written || (await imports.write(changes, note))) return count(report, changes, now)
      }
      throw new KcsError('version-stale', { detail: STALE })
    }
    for await (const batch of staging.batches<AnyCells>(list))
      await apply(() => planned(tools, importer, batch))
    if (importer.rest) for await (const changes of importer.rest()) await apply(async () => changes)

    const { added, changed, ended, bad } = report
    const audited = { id: `import:${id}`, thing: 'import', subject: name, from: null, to: null } as const
    if (written && added + changed + ended > 0)
      await repositories.audit.add([{ ...audited, after: { added, changed, ended, bad }, ...note }])
    return report
  } finally {
    await staging.remove()
  }
}

/** Notes what is wrong with the rows beside the directory, then beside each other. */
async function judge(tools: ImportTools, { check, settle }: Importer<AnyCells>): Promise<void> {
  const { staging, skipBad, list } = tools
  const checkKeys = newKeyCheck(tools)
  for await (const batch of staging.batches<AnyCells>(list)) {
    const stored = await storedOf(tools, batch)
    const misnamed = await referenceFaults(tools, batch, { inFile: false })
    const rows = without(batch, misnamed)
    await staging.blame([
      ...(await checkKeys(batch, stored)),
      ...misnamed,
      ...(await foreignFaults(tools, rows, stored)),
      ...(await openFaults(tools, rows, stored)),
      ...((await check?.(rows, stored)) ?? []),
    ])
  }
  for (let fallen = true; fallen; ) {
    fallen = false
    for await (const faults of together()) {
      await staging.blame(faults)
      fallen ||= skipBad && faults.length > 0
    }
  }

  async function* together(): AsyncGenerator<RowFault[]> {
    if (list.references?.some(({ to }) => to === list.thing))
      for await (const batch of staging.batches<AnyCells>({ bad: !skipBad }))
        yield referenceFaults(tools, batch, { inFile: true })
    if (settle) yield* settle()
  }
}

/** What becomes of the things that a batch names, as they are at this moment, and of others with them. */
async function planned(
  tools: ImportTools,
  { plan, follow }: Importer<AnyCells>,
  batch: Batch<AnyCells>,
): Promise<Change[]> {
  const { list, at } = tools
  const stored = await storedOf(tools, batch)
  const changes = plan
    ? await plan(batch, stored)
    : batch.map(({ key, cells }) => {
        const before = stored.get(key) ?? null
        return { thing: list.thing, before, after: list.after!(before as never, cells, at) } as Change
      })
  return [...changes, ...((await follow?.(batch, changes)) ?? [])]
}

/**
 * Lays the rows down with what is wrong with each by itself; of rows of which there may be but one, the first counts.
 * Returns the columns that mean nothing.
 */
async function lay(records: AsyncIterable<FileRecord>, { list, staging }: ImportTools): Promise<string[]> {
  const { columns, key, unique } = list
  const file: { header?: ReturnType<typeof headerOf> } = {}
  const count = await staging.lay(readRows())
  const { header } = file
  if (!header) throw new KcsError('import-file-empty')
  if (count === 0) throw new KcsError('import-no-rows')
  for (const { code, ...same } of unique)
    for await (const rows of staging.repeated(same)) {
      const name = columnOf(same.where ?? same.by[0])
      const column = header.places.get(name)?.title ?? name
      const faults = rows.map(({ line, first, value }) => {
        const detail = same.where ? undefined : `It stands in line ${first} already.`
        return rowFault(line, code, { column, value, detail })
      })
      await staging.blame(faults, { aside: true })
    }
  return header.ignored

  async function* readRows(): AsyncGenerator<LaidRow> {
    for await (const record of records)
      if ('fault' in record) {
        const { line, code } = record.fault
        if (!file.header) throw new KcsError(code, { detail: `Line ${line}, the header line.` })
        yield { line, key: '', cells: null, faults: [record.fault] }
      } else if (!file.header) file.header = headerOf(columns, record.cells)
      else {
        const reader = new RowReader(file.header, record)
        const cells = readCells(list, reader)
        yield { line: record.line, key: reader.peek(columnOf(key)), cells, faults: reader.faults }
      }
  }
}

/** Enters the changes into the report. */
function count(report: ReturnType<typeof nothingYet>, changes: readonly Change[], at: Date): void {
  for (const { alongside, before, after, thing } of changes) {
    const change = outcomeOf(before, after)
    if (!alongside) report[change] += 1
    else if (thing === 'seat' || thing === 'office') report.alongside[`${thing}s`] += 1
    if (change === 'unchanged' || (alongside && change === 'added')) continue
    if (report.differences.length >= LISTED_DIFFERENCES) continue
    const list: AnyList = LISTS[`${thing}s`]
    // What is gathered by another key has an id of its own.
    const key = String(Reflect.get(after, list.gathered ? 'id' : list.key))
    const fields = differenceOf<never>(list, before as never, after as never, at)
    report.differences.push({ change, key, fields })
  }
}

function outcomeOf(before: Change['before'], after: Change['after']): Outcome | 'unchanged' {
  if (before === null) return 'added'
  if (before === after) return 'unchanged'
  return ENDS.some((name) => Reflect.get(after, name) && !Reflect.get(before, name)) ? 'ended' : 'changed'
}
