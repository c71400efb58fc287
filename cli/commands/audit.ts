// kcs audit: the audit log written to a file, and checked there and in the record.

import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Command } from 'commander'
import type { ChainReport, FileReport } from '../../process/audit'
import { CliError, EXIT, usage } from '../exit'
import { type Io, printJson, say } from '../io'

export function addAudit(program: Command, io: Io): void {
  const audit = program.command('audit').summary('export and verify the audit log')
  audit
    .command('export')
    .argument('<file>', 'a new file')
    .summary('write the chain of the log to a file')
    .description(
      'Signs the chain as it stands and writes it, a link a line, to a new file that can be verified without KCS. Personal ' +
        'values are in it as salted hashes only. Reads MONGODB_URI, MONGODB_DB and KCS_SECRET.',
    )
    .action((file: string) => exportTo(io, file))
  audit
    .command('verify')
    .argument('[file]', 'a file that `kcs audit export` wrote')
    .summary('find what was edited, deleted, inserted or moved')
    .description(
      'Names the first place that is wrong, and ends with exit code 1. A file is checked by itself: give the public key of ' +
        'the installation (`kcs audit key`) by --key, or its KCS_SECRET. --live checks the database itself.',
    )
    .option('--live', 'check the database that MONGODB_URI and MONGODB_DB name')
    .option(
      '--key <key>',
      'a public key that may have signed; can be repeated',
      (key: string, keys: string[]) => [...keys, key],
      [],
    )
    .option('--json', 'print JSON instead of text')
    .action((file: string | undefined, options: VerifyOptions) => verify(io, file, options))
  audit
    .command('key')
    .summary('print the public key that roots are signed with')
    .option('--pem', 'as PEM, for other programs')
    .action((options: { pem?: boolean }) => {
      const { key, pem } = io.audit.publicKey(io.env)
      io.stdout.write(options.pem ? pem : `${key}\n`)
    })
}

interface VerifyOptions {
  live?: boolean
  key: string[]
  json?: boolean
}

async function exportTo(io: Io, file: string): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  try {
    await once(out, 'open')
  } catch {
    throw usage(
      `${file} cannot be made, or is there already.`,
      'Name a new file in a folder that can be written to.',
    )
  }
  const { links, roots } = await io.audit.export(io.env, io.now(), async (line) => {
    if (!out.write(`${line}\n`)) await once(out, 'drain')
  })
  out.end()
  await finished(out)
  say(io, `${file} has ${links} entries and ${roots} signed roots.`)
}

async function verify(io: Io, file: string | undefined, { live, key, json }: VerifyOptions): Promise<void> {
  if ((file === undefined) === !live)
    throw usage(
      'Name a file, or --live for the database.',
      'kcs audit verify FILE, or kcs audit verify --live',
    )
  const report = file === undefined ? await io.audit.verifyLive(io.env, key) : await ofFile(io, file, key)
  if (json) printJson(io, report)
  const { fault } = report
  if (fault) {
    const at = 'line' in report ? ` (line ${report.line})` : ''
    throw new CliError(`link ${fault.sequence}${at}: ${fault.text}`, {
      exitCode: EXIT.failed,
      remedy: 'Keep database and file as they are, and compare them with the last export that verifies.',
      lines: fault.entry === null ? [] : [`entry ${fault.entry}`],
    })
  }
  if (!json) io.stdout.write(`${soundText(report)}\n`)
}

async function ofFile(io: Io, file: string, givenKeys: readonly string[]): Promise<FileReport> {
  const own = io.env['KCS_SECRET'] ? [io.audit.publicKey(io.env).key] : []
  const keys = [...givenKeys, ...own]
  if (keys.length === 0)
    say(io, 'No public key was given: whether the file is ours is not checked, only that one hand signed it.')
  try {
    return await io.audit.verifyFile(file, keys.length === 0 ? null : keys)
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error)
      throw usage(`${file} cannot be read.`, 'Check the path.')
    throw error
  }
}

function soundText({ links, roots, signedTo, signedAt, keys, ...rest }: ChainReport): string {
  const exported =
    'exportedAt' in rest && rest.exportedAt instanceof Date
      ? `, exported ${rest.exportedAt.toISOString()}`
      : ''
  const signedWords =
    signedAt === null ? 'none is signed yet' : `signed to entry ${signedTo} at ${signedAt.toISOString()}`
  return `The chain is whole: ${links} entries, ${roots} roots, ${signedWords}${exported}.\nKeys: ${keys.join(', ') || 'none'}`
}
