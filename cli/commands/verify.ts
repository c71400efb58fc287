// kcs verify and kcs rebuild: whether all that KCS keeps agrees, and mending what does not.

import { type Command } from 'commander'
import type { NamedFinding, Seen } from '../../process/verify'
import { collect } from '../common'
import { CliError, EXIT } from '../exit'
import { type Io, printJson, say } from '../io'
import { onMachine } from '../machine'

const KINDS: Record<keyof Seen, string> = {
  tapal: 'tapals',
  dispatch: 'dispatches',
  run: 'runs',
  register: 'register entries',
  document: 'documents',
  subscription: 'webhooks',
  chain: 'chain of the audit log',
}

export function addVerify(program: Command, io: Io): void {
  program
    .command('verify')
    .summary('compare record, registers, documents and runs; change nothing')
    .description(
      'Reads the record of MONGODB_URI and the runs of TEMPORAL_ADDRESS, and prints what does not agree: the check, an ' +
        'id, and what is wrong. May run beside the processes. Exit code 1 where anything disagrees.',
    )
    .option('--only <check>', 'this check alone; may be given several times', collect, [])
    .option('--json', 'print one JSON object a line instead of text')
    .action((options: { only: string[]; json?: boolean }) => verify(io, options))
}

export function addRebuild(program: Command, io: Io): void {
  program
    .command('rebuild')
    .summary('mend what kcs verify finds and can be mended')
    .description(
      'Starts the runs that open letters lack, ends runs that the record does not know, tells runs what they have not ' +
        'heard, and makes missing entries of the audit log again. Safe to repeat, and beside the processes.',
    )
    .option('--json', 'print JSON instead of text')
    .action((options: { json?: boolean }) => rebuild(io, options.json ?? false))
}

async function verify(io: Io, { only, json }: { only: string[]; json?: boolean }): Promise<void> {
  let wrong = 0
  const rowCounts = await onMachine(async () =>
    io.verify(io.env, only, (finding) => {
      wrong += 1
      io.stdout.write(json ? `${JSON.stringify(finding)}\n` : lineOf(finding))
    }),
  )
  const counts = Object.entries(rowCounts).map(([kind, rows]) => `${rows} ${KINDS[kind as keyof Seen]}`)
  say(io, `Looked at ${counts.join(', ')}.`)
  if (wrong === 0) return say(io, 'Everything agrees.')
  throw new CliError(`${wrong} ${wrong === 1 ? 'thing does' : 'things do'} not agree`, {
    exitCode: EXIT.failed,
    remedy: 'npx kcs rebuild mends what can be mended; docs/operators.md says what to do about the rest.',
  })
}

function lineOf({ check, id, what }: NamedFinding): string {
  return `${check.padEnd(20)}  ${id}  ${what}\n`
}

async function rebuild(io: Io, json: boolean): Promise<void> {
  const log = (fields: object, text: string): void => say(io, `${text}: ${JSON.stringify(fields)}`)
  const repaired = await onMachine(() => io.rebuild(io.env, { info: log, warn: log }))
  if (json) return printJson(io, repaired)
  const { started, told: toldCount, toldToEnd, terminated, followedAgain } = repaired
  io.stdout.write(`runs started: ${started}\n`)
  io.stdout.write(`runs told what they had not heard: ${toldCount}\n`)
  io.stdout.write(`runs of ended letters told to end: ${toldToEnd}\n`)
  io.stdout.write(`runs without a row terminated: ${terminated}\n`)
  io.stdout.write(`tapals and dispatches entered in the audit log again: ${followedAgain}\n`)
}
