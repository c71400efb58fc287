// kcs doctor: whether this machine can run KCS.

import { type Command } from 'commander'
import { CliError, EXIT } from '../exit'
import { type Io, printJson } from '../io'
import { printTable, table } from '../table'

export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .summary('look whether this machine can run KCS')
    .description('Looks at Node, Python, MongoDB, Temporal, ports and disk. Starts and installs nothing.')
    .option('--json', 'print JSON instead of text')
    .action((options: { json?: boolean }) => doctor(io, options.json ?? false))
}

async function doctor(io: Io, json: boolean): Promise<void> {
  const { env: environment, portsFile, dataFolder } = io
  const findings = await io.examine({ environment, portsFile, dataFolder })
  const wrong = findings.filter(({ ok }) => !ok)
  if (json) printJson(io, { ok: wrong.length === 0, findings })
  else {
    printTable(
      io.stdout,
      table(
        ['CHECK', 'STATE', 'FOUND'],
        findings.map(({ name, ok, found }) => [name, ok ? 'well' : 'WRONG', found]),
      ),
    )
  }
  if (wrong.length === 0) return
  throw new CliError(`${wrong.length} of ${findings.length} checks found something wrong.`, {
    exitCode: EXIT.failed,
    remedy: 'Mend it as said above, then run kcs doctor again.',
    lines: wrong.map(({ name, remedy = '' }) => `${name}: ${remedy}`),
  })
}
