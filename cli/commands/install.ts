// kcs install: makes an installation on servers of one's own.

import { type Command } from 'commander'
import { textFault, tidyText } from '../../domain/common/text/text'
import { MAX_NAME, PEN } from '../../domain/directory/employee/fields'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'
import { onMachine } from '../machine'

interface Options {
  admin?: string
  name?: string
  newCode?: boolean
  json?: boolean
}

export function addInstall(program: Command, io: Io): void {
  program
    .command('install')
    .summary('make an installation: database, endpoints, namespace, first administrator')
    .description(
      'Gives the database of MONGODB_URI its form, makes the endpoints of KCS itself and the namespace of Temporal with ' +
        'its search attributes, and prints a one-time code for the first administrator. Nothing that is there is ' +
        'changed: a second run does nothing.',
    )
    .option('--admin <pen>', 'number of the employee who is to be the first administrator')
    .option('--name <name>', 'name of that employee, who is entered where the number is new')
    .option('--new-code', 'issue another one-time code in place of one that was not used')
    .option('--json', 'print JSON instead of text')
    .action((options: Options) => install(io, options))
}

async function install(io: Io, { admin, name, newCode = false, json }: Options): Promise<void> {
  const administrator = admin === undefined ? null : namedBy(admin, name ?? admin)
  const options = { administrator, newCode, onProgress: (line: string) => say(io, line) }
  const installed = await onMachine(() => io.install(io.env, options))
  if (json) return printJson(io, installed)
  for (const line of installed.done) io.stdout.write(`${line}\n`)
  if (installed.done.length === 0) say(io, 'Everything is there already.')
  sayOfAdministrator(io, installed.administrator)
}

/** Checked as the API checks an employee. */
function namedBy(pen: string, name: string): { pen: string; name: string } {
  const number = tidyText(pen)
  if (!PEN.test(number))
    throw usage('--admin is no number of an employee', 'Give the PEN: up to 30 letters, digits, / . _ -')
  const tidyName = tidyText(name)
  const fault = textFault(tidyName, { max: MAX_NAME })
  if (fault !== null) throw usage(`--name ${fault}`, 'Give the name as the directory shall show it.')
  return { pen: number, name: tidyName }
}

function sayOfAdministrator(
  io: Io,
  administrator: Awaited<ReturnType<Io['install']>>['administrator'],
): void {
  switch (administrator.kind) {
    case 'there':
      return
    case 'unnamed':
      return say(io, 'There is no administrator yet: npx kcs install --admin PEN --name NAME')
    case 'pending':
      return say(
        io,
        `The one-time code for ${administrator.pen} is good until ${administrator.expiresAt.toISOString()}; ` +
          'lost? npx kcs install --new-code',
      )
    case 'issued':
      io.stdout.write(`\nOne-time code for ${administrator.pen}: ${administrator.code}\n`)
      return say(
        io,
        `Shown this once; good until ${administrator.expiresAt.toISOString()}. Open the portal, choose "First sign-in", ` +
          'and choose login and password there.',
      )
  }
}
