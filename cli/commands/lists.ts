// kcs import and kcs export: lists of the directory as CSV.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Argument, type Command, Option } from 'commander'
import type { ImportResponse } from '../../api/routes/directory/import/schema'
import { IMPORT_MODES, LIST_NAMES } from '../../domain/directory/import/names'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { CliError, EXIT, usage } from '../exit'
import { reportLines } from '../import-text'
import { type Io, printJson } from '../io'
import { save } from '../save'

interface Options extends CommonOptions {
  mode: string
  dryRun?: boolean
}

const MAX_BYTES = 64 * 1024 * 1024
/** Half a million rows take their time. */
const PATIENCE_MS = 60 * 60_000

export function addImport(program: Command, io: Io): void {
  withCommon(program.command('import'))
    .summary('bring a list of the directory as CSV')
    .description(
      'All rows are checked before the first is written, and every bad row is told with its line and what to do. The ' +
        'same list again changes nothing; an import that was broken off is completed by the same command. Ends with 2 ' +
        'where rows are bad, unless they are skipped by choice.',
    )
    .addArgument(new Argument('<list>', 'what it is a list of').choices(LIST_NAMES))
    .argument('<file>', 'CSV in UTF-8 with a header line, at most 64 MB')
    .addOption(
      new Option('--mode <mode>', 'what a bad row does: stops all, or is left out with what needs it')
        .choices(IMPORT_MODES)
        .default('all-or-nothing'),
    )
    .option('--dry-run', 'print what would change, and change nothing')
    .action((list: string, file: string, options: Options) => bring(io, list, file, options))
}

export function addExport(program: Command, io: Io): void {
  withCommon(program.command('export'))
    .summary('fetch a list of the directory as CSV')
    .description('The list is as an import takes it. Without a file it goes to standard output.')
    .addArgument(new Argument('<list>', 'which list').choices(LIST_NAMES))
    .argument('[file]', 'where to write it; what stands there is replaced once the whole list has come')
    .action((list: string, file: string | undefined, options: CommonOptions) =>
      fetch(io, list, file, options),
    )
}

async function bring(io: Io, list: string, file: string, options: Options): Promise<void> {
  const stats = await stat(file).catch(() => undefined)
  if (!stats?.isFile()) throw usage(`${file} is not a readable file.`, 'Check the path.')
  if (stats.size > MAX_BYTES)
    throw usage(`${file} is larger than 64 MB.`, 'Split it into several files, each with the header line.')
  const { body } = await clientFor(io, options).call<ImportResponse>('POST', `/v1/imports/${list}`, {
    query: { mode: options.mode, 'dry-run': options.dryRun ? 'true' : undefined },
    headers: { 'content-type': 'text/csv', 'content-length': String(stats.size) },
    body: createReadStream(file),
    patienceMs: PATIENCE_MS,
  })
  if (options.json) printJson(io, body)
  else io.stdout.write(`${reportLines(body, options.dryRun ?? false).join('\n')}\n`)
  if (body.bad === 0 || (options.mode === 'skip-bad' && !options.dryRun)) return
  const rows = body.bad === 1 ? '1 row is bad' : `${body.bad} rows are bad`
  throw new CliError(`${rows}; nothing was written.`, {
    exitCode: EXIT.usage,
    remedy: 'Correct them and send the file again, or leave them out with --mode skip-bad.',
  })
}

async function fetch(io: Io, list: string, file: string | undefined, options: CommonOptions): Promise<void> {
  await save(io, await clientFor(io, options).download(`/v1/exports/${list}`), file)
}
