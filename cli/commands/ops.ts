// kcs ops: the operator's desk.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { DESK_STATES, MAX_PER_MINUTE, USUAL_PER_MINUTE } from '../../domain/operations/desk/desk'
import { MECHANISMS } from '../../domain/letters/systems'
import { type CommonOptions, withCommon } from '../common'
import type { Io } from '../io'
import { listFailingRuns } from '../ops/failing-runs'
import { showHealth } from '../ops/health'
import { doJob, type JobOptions, listJobs, stopJob } from '../ops/jobs'
import { listLetters, type LettersOptions, showLetter } from '../ops/letters'
import { listWebhooks } from '../ops/webhooks'
import { callGone, collectNow, pauseOrResume, setAddress, setSecret } from '../ops/systems'

type Because<More = object> = CommonOptions & { reason: string } & More

/** Adds the commands; each is one call of the API. */
export function addOps(program: Command, io: Io): void {
  const ops = program
    .command('ops')
    .summary('the operator’s desk: systems that are down, letters that failed')
    .description(
      'For operators. Shows ids, offices, seats, systems and codes, never subjects and names. Begin with: kcs ops health',
    )
  addReads(ops, io)
  addActsOnLetters(ops, io)
  addActsOnSystems(ops, io)
}

function addReads(ops: Command, io: Io): void {
  withCommon(ops.command('health'))
    .summary('how each system stands, and what waits for it; or one, with what it takes')
    .argument('[endpoint]', 'one endpoint')
    .action((endpoint: string | undefined, options: CommonOptions) => showHealth(io, endpoint, options))
  withCommon(ops.command('failing-runs'))
    .summary('runs whose code fails again and again: their letters wait until it is mended')
    .action((options: CommonOptions) => listFailingRuns(io, options))
  withCommon(ops.command('webhooks'))
    .summary('webhooks that are dead, and agents that have not come for letters that wait')
    .action((options: CommonOptions) => listWebhooks(io, options))
  withFilter(withCommon(ops.command('letters')))
    .summary('letters that have failed or wait, oldest first; or one with every try')
    .argument('[letter]', 'id of a letter: shows every try with the exact code of each answer')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .option('--break-glass <reason>', 'see subject and names of the letter for 15 minutes; it is recorded')
    .action((letter: string | undefined, options: LettersOptions) =>
      letter === undefined ? listLetters(io, options) : showLetter(io, letter, options),
    )
  withCommon(ops.command('jobs'))
    .summary('what was begun here, and how far it is')
    .option('--limit <number>', 'how many at most', '20')
    .action((options: CommonOptions & { limit: string }) => listJobs(io, options))
  because(withCommon(ops.command('stop')))
    .summary('end a job before its time; what is done stays done')
    .argument('<job>', 'id of the job, see kcs ops jobs')
    .action((job: string, options: Because) => stopJob(io, job, options))
}

function addActsOnLetters(ops: Command, io: Io): void {
  const acts = [
    ['replay', 'send failed letters again'],
    ['reroute', 'send letters by another way: the present one of their office, or --way'],
    ['give-up', 'give letters up; their senders are told'],
  ] as const
  for (const [act, summary] of acts) {
    const command = because(withFilter(withCommon(ops.command(act))))
      .summary(summary)
      .argument('[letters...]', 'ids of up to 500 letters; without any, all that the options find')
      .option(
        '--per-minute <number>',
        'how many in a minute',
        wholeNumber(1, MAX_PER_MINUTE),
        USUAL_PER_MINUTE,
      )
    if (act === 'reroute') command.option('--way <endpoint>', 'the endpoint to go by')
    command.action((letters: string[], options: JobOptions) => doJob(io, act, letters, options))
  }
}

function addActsOnSystems(ops: Command, io: Io): void {
  for (const act of ['pause', 'resume'] as const)
    because(withCommon(ops.command(act)))
      .summary(act === 'pause' ? 'send nothing to a system until it is resumed' : 'let a system go on')
      .argument('[endpoint]', 'one endpoint, see kcs ops health')
      .addOption(new Option('--system <system>', 'all endpoints of a system').choices(MECHANISMS))
      .action((endpoint: string | undefined, options: Because<{ system?: string }>) =>
        pauseOrResume(io, act, endpoint, options),
      )
  withCommon(ops.command('collect'))
    .summary('ask a system at once for what its offices send, and show what of that is not taken')
    .argument('<endpoint>', 'the endpoint')
    .option('--again', 'also look once more at what lies refused')
    .action((endpoint: string, options: CommonOptions & { again?: boolean }) =>
      collectNow(io, endpoint, options),
    )
  because(withCommon(ops.command('gone')))
    .summary('a system is there no more: its letters go by the agent application of their offices')
    .argument('<endpoint>', 'the endpoint')
    .action((endpoint: string, options: Because) => callGone(io, endpoint, options))
  because(withCommon(ops.command('set-address')))
    .summary('give a system its new address; letters under way go there')
    .argument('<endpoint>', 'the endpoint')
    .argument('<address>', 'https address below which it answers')
    .action((endpoint: string, address: string, options: Because) =>
      setAddress(io, endpoint, address, options),
    )
  because(withCommon(ops.command('set-secret')))
    .summary('give a system a new secret or token; the one before counts for a while')
    .argument('<endpoint>', 'the endpoint')
    .option('--setting <name>', 'secret, or token', 'secret')
    .option('--file <file>', 'what the system made; - reads standard input. Without it KCS makes a secret')
    .option(
      '--overlap <hours>',
      'for how long the one before counts too; 0 if it has leaked',
      wholeNumber(0, 168),
      24,
    )
    .action((endpoint: string, options: Because<{ setting: string; file?: string; overlap: number }>) =>
      setSecret(io, endpoint, options),
    )
}

function because(command: Command): Command {
  return command.requiredOption('--reason <text>', 'why; it stands in the audit log')
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'how they lie at the desk').choices(DESK_STATES))
    .option('--endpoint <endpoint>', 'at this endpoint')
    .addOption(new Option('--system <system>', 'by this system').choices(MECHANISMS))
    .option('--code <code>', 'what last went wrong, such as http-503')
    .option('--office <code>', 'to this office')
    .option('--since <instant>', 'accepted then or later: a day, or 2026-11-22T06:30:00Z')
    .option('--until <instant>', 'accepted before')
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d{1,6}$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
