// kcs clock: when something is due, and why.

import { type Command, Option } from 'commander'
import type { ClockAnswerResponse, ClockQuestionBody } from '../../api/routes/directory/calendar/clock-schema'
import type { ExplainedClocksResponse } from '../../api/routes/letters/tapal/clock-schema'
import { CLOCK_KINDS } from '../../domain/common/clock/kinds'
import { START_RULES, type Term, termFrom } from '../../domain/common/clock/term'
import { keralaInstantFrom } from '../at'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson } from '../io'
import { plain } from '../table'

type Change = NonNullable<ClockQuestionBody['changes']>[number]

interface Options extends CommonOptions {
  since: string
  term: string
  kind: ClockQuestionBody['kind']
  start?: ClockQuestionBody['start']
  office?: string
  calendar?: string
  pause: string[]
  extend: string[]
  malayalam?: boolean
}

export function addClock(program: Command, io: Io): void {
  const clock = program.command('clock').summary('show when something is due, and why')
  withCommon(clock.command('explain'))
    .summary('count a term day by day')
    .description(
      'Prints the due instant, and each day that is counted or skipped with the reason. Times are those of Kerala: ' +
        '2026-08-21 16:40; a day alone is its beginning. Nothing is written.',
    )
    .requiredOption('--since <instant>', 'when it came: 2026-08-21 16:40')
    .requiredOption('--term <term>', 'such as 3 working days, 30 calendar days, 7 working hours, 48 hours')
    .option('--office <office>', 'code of the office whose calendar and district hold')
    .option('--calendar <id>', 'id of a calendar, in place of an office (default: that of the State)')
    .addOption(
      new Option('--kind <kind>', 'what the clock is for').choices(CLOCK_KINDS).default('acknowledge'),
    )
    .addOption(
      new Option('--start <rule>', 'from where it is counted; else as clocks of the kind are').choices([
        ...START_RULES,
      ]),
    )
    .option(
      '--pause <pause>',
      'FROM; UNTIL; WHO; WHY, with - for UNTIL where the clock still stands. May be repeated',
      collect,
      [],
    )
    .option('--extend <extension>', 'TERM; WHEN; WHO; WHY. May be repeated', collect, [])
    .option('--malayalam', 'tell it in Malayalam')
    .action((options: Options) => explain(io, options))
  withCommon(clock.command('show'))
    .summary('the clocks that run on a tapal, each counted day by day')
    .description('Prints when each is due, and the lines that lead there. Nothing is written.')
    .argument('<tapal>', 'id of the tapal, as a trace names it')
    .option('--malayalam', 'tell it in Malayalam')
    .action((tapal: string, options: ShowOptions) => show(io, tapal, options))
}

interface ShowOptions extends CommonOptions {
  malayalam?: boolean
}

async function explain(io: Io, options: Options): Promise<void> {
  const { since, term, kind, start, office, calendar } = options
  if (office !== undefined && calendar !== undefined)
    throw usage('Both an office and a calendar are named.', 'Name one: an office has its calendar.')
  const question: ClockQuestionBody = {
    ...{ kind, since: keralaInstantFrom(since), term: termOf(term) },
    ...(start === undefined ? {} : { start }),
    ...(office === undefined ? {} : { office }),
    ...(calendar === undefined ? {} : { calendar }),
    changes: [...options.pause.flatMap(pauseOf), ...options.extend.map(extensionOf)],
  }
  const { body } = await clientFor(io, options).call<ClockAnswerResponse>('POST', '/v1/clocks/explain', {
    body: question,
  })
  if (options.json) return printJson(io, body)
  const lines = body.lines.map((line) => (options.malayalam ? line.ml : line.en))
  const [last, ...before] = lines.toReversed()
  // What is asked for comes first.
  io.stdout.write(`${[last ?? '', '', ...before.toReversed()].map(plain).join('\n')}\n`)
}

async function show(io: Io, tapal: string, options: ShowOptions): Promise<void> {
  const path = `/v1/tapals/${encodeURIComponent(tapal)}/clocks`
  const { body } = await clientFor(io, options).call<ExplainedClocksResponse>('GET', path)
  if (options.json) return printJson(io, body)
  const texts = body.items.map(({ lines, wouldBeDueAt }) => {
    const moved = wouldBeDueAt === null ? [] : [`The calendar has changed since; by it: ${wouldBeDueAt}.`]
    return [...lines.map((line) => (options.malayalam ? line.ml : line.en)), ...moved].map(plain).join('\n')
  })
  io.stdout.write(`${texts.length === 0 ? 'No clock runs on it.' : texts.join('\n\n')}\n`)
}

function termOf(text: string): Term {
  const term = termFrom(text)
  if (!term)
    throw usage(
      `${text} is no term.`,
      'Write a number and working days, calendar days, working hours or hours.',
    )
  return term
}

function pauseOf(text: string): Change[] {
  const [from = '', until = '', by = '', reason = ''] = partsOf(text, '--pause', 'FROM; UNTIL; WHO; WHY')
  const pause: Change = { what: 'pause', at: keralaInstantFrom(from), by, reason }
  return until === '-' ? [pause] : [pause, { what: 'resume', at: keralaInstantFrom(until), by, reason }]
}

function extensionOf(text: string): Change {
  const [term = '', at = '', by = '', reason = ''] = partsOf(text, '--extend', 'TERM; WHEN; WHO; WHY')
  return { what: 'extend', at: keralaInstantFrom(at), by, reason, term: termOf(term) }
}

/** Four parts between semicolons; the last may hold more of them. */
function partsOf(text: string, option: string, form: string): string[] {
  const [first, second, third, ...rest] = text.split(';').map((part) => part.trim())
  const parts = [first, second, third, rest.join('; ')]
  if (parts.every((part) => part)) return parts.map(String)
  throw usage(`${option} ${text} is not whole.`, `Write ${form}, with semicolons between.`)
}
