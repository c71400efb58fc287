// The `kcs` command: reads the arguments, runs the command, and says how it ended.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { examine } from '../local/doctor'
import { auditTools } from '../process/audit'
import { install } from '../process/install'
import { migrateConfigured } from '../process/migrate'
import { projectRoot } from '../process/paths'
import { rebuildConfigured, verifyConfigured } from '../process/verify'
import { addAcknowledge } from './commands/acknowledge'
import { addAgent } from './commands/agent'
import { addAudit } from './commands/audit'
import { addCalendar } from './commands/calendar'
import { addCharge } from './commands/charge'
import { addCircular } from './commands/circular'
import { addClock } from './commands/clock'
import { addDispatch } from './commands/dispatch'
import { addDoctor } from './commands/doctor'
import { addGroup } from './commands/group'
import { addHandover } from './commands/handover'
import { addInbox } from './commands/inbox'
import { addExport, addImport } from './commands/lists'
import { addRoute } from './commands/route'
import { addSearch } from './commands/search'
import { addInstall } from './commands/install'
import { addLevel } from './commands/level'
import { addMigrate } from './commands/migrate'
import { addOffice } from './commands/office'
import { addOps } from './commands/ops'
import { addSeat } from './commands/seat'
import { addSession } from './commands/session'
import { addTrace } from './commands/trace'
import { addRebuild, addVerify } from './commands/verify'
import { CliError, EXIT, EXIT_HELP, type ExitCode } from './exit'
import { type Io, processIo } from './io'
import { plain } from './table'

/** Runs one command and returns its exit code; prints faults to standard error. */
export async function main(
  args: readonly string[],
  io: Io = processIo({
    examine,
    migrate: migrateConfigured,
    install,
    verify: verifyConfigured,
    rebuild: rebuildConfigured,
    audit: auditTools,
  }),
): Promise<number> {
  const program = build(io)
  try {
    await program.parseAsync(args, { from: 'user' })
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    return tell(io, error, args.includes('--json'))
  }
}

function build(io: Io): Command {
  const program = new Command('kcs')
    .description(
      'Sends, traces and takes official letters through the Kerala State Unified Communication Service.',
    )
    .version(versionOf())
    .showHelpAfterError('(kcs --help, or kcs COMMAND --help, says what there is)')
    .addHelpText('after', EXIT_HELP)
  for (const add of [
    addDispatch,
    addTrace,
    addCircular,
    addInbox,
    addAcknowledge,
    addAgent,
    addSearch,
    addOffice,
    addSeat,
    addCharge,
    addHandover,
    addGroup,
    addCalendar,
    addClock,
    addLevel,
    addRoute,
    addOps,
    addImport,
    addExport,
    addSession,
    addDoctor,
    addInstall,
    addMigrate,
    addVerify,
    addRebuild,
    addAudit,
  ])
    add(program, io)
  settle(program, io)
  return program
}

/** No command ends the process by itself, and all speak through the given streams. */
function settle(command: Command, io: Io): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  })
  for (const below of command.commands) settle(below, io)
}

function tell(io: Io, error: unknown, json: boolean): ExitCode {
  if (!(error instanceof CliError)) {
    io.stderr.write(`kcs: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return EXIT.failed
  }
  const { message, code, remedy, lines, exitCode } = error
  if (json) io.stderr.write(`${JSON.stringify({ error: { message, code, remedy, lines, exitCode } })}\n`)
  else {
    const mark = code ? ` [${code}]` : ''
    const text = [`kcs: ${message}${mark}`, ...lines.map((line) => `  ${line}`), `  → ${remedy}`]
    io.stderr.write(`${text.map(plain).join('\n')}\n`)
  }
  return exitCode
}

function versionOf(): string {
  return (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string })
    .version
}
