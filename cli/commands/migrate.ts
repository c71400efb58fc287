// kcs migrate: brings the database to the form that this version needs.

import { type Command } from 'commander'
import { type Io, printJson, say } from '../io'
import { onMachine } from '../machine'

export function addMigrate(program: Command, io: Io): void {
  program
    .command('migrate')
    .summary('bring the database to the form of this version')
    .description(
      'Makes collections, indexes and the checks of the server, and changes old rows, in the database that ' +
        'MONGODB_URI and MONGODB_DB name. Safe to repeat, and beside running processes.',
    )
    .option('--json', 'print JSON instead of text')
    .action((options: { json?: boolean }) => migrate(io, options.json ?? false))
}

async function migrate(io: Io, json: boolean): Promise<void> {
  const changes = await onMachine(() => io.migrate(io.env, (line) => say(io, line)))
  if (json) return printJson(io, { done: changes })
  for (const line of changes) io.stdout.write(`${line}\n`)
  say(
    io,
    changes.length === 0
      ? 'The database has its form already.'
      : 'The database has the form of this version.',
  )
}
