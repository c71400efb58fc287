// kcs level: in what time offices are to do what with which letters, and why a letter has its times.

import { type Command, Option } from 'commander'
import type {
  LevelAnswerResponse,
  LevelQuestionBody,
  LevelResponse,
} from '../../api/routes/letters/service-level/schema'
import { LEVEL_CLOCKS, type LevelClock } from '../../domain/letters/dispatch/dispatch'
import { isEnd } from '../../domain/letters/service-level/level'
import { keralaInstantFrom } from '../at'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { type Io, printJson, say } from '../io'
import { fixedDateOption, kindOption, subjectCodeOption, urgencyOption } from '../letter-options'
import { conditionsText, termText } from '../level-text'
import { pairs, plain, printTable, table } from '../table'
import { instantOf } from '../time'
import { addLevelPut } from './level-put'

type LevelPage = { items: LevelResponse[]; next: string | null }

interface Paged extends CommonOptions {
  limit: string
  cursor?: string
}

interface Asking extends CommonOptions {
  kind: NonNullable<LevelQuestionBody['kind']>
  urgency: NonNullable<LevelQuestionBody['urgency']>
  subjectCode?: string
  fixedDate?: string
  office?: string
  officeKind?: string
  at?: string
  malayalam?: boolean
}

export function addLevel(program: Command, io: Io): void {
  const level = program.command('level').summary('show and set in what time offices are to do what')
  withCommon(level.command('list'))
    .summary('list service levels by id')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((options: Paged) => list(io, options))
  withCommon(level.command('show'))
    .summary('show one level, and what it said before')
    .argument('<id>', 'id of the level')
    .action((id: string, options: CommonOptions) => show(io, id, options))
  withCommon(level.command('explain'))
    .summary('show which times a letter would have, and why')
    .description(
      'For a hypothetical letter: the level that holds, why it is that one, and when each clock would be due if the letter ' +
        'came and was taken now. Nothing is written.',
    )
    .addOption(kindOption())
    .addOption(urgencyOption())
    .addOption(subjectCodeOption())
    .addOption(fixedDateOption())
    .option('--office <office>', 'code of the office that gets it')
    .addOption(new Option('--office-kind <kind>', 'the kind of that office').conflicts('office'))
    .option('--at <instant>', 'when it comes, in Kerala: 2026-08-21 16:40 (default: now)')
    .option('--malayalam', 'tell it in Malayalam')
    .action((options: Asking) => explain(io, options))
  addLevelPut(level, io)
}

async function list(io: Io, options: Paged): Promise<void> {
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<LevelPage>('GET', '/v1/service-levels', {
    query: { limit, cursor },
  })
  if (options.json) return printJson(io, body)
  const rows = body.items.map(({ id, name, when, terms, from, until }) => [
    ...[id, name, conditionsText(when)],
    termText(terms.acknowledge),
    ...[instantOf(from), until === null ? '' : instantOf(until)],
  ])
  printTable(io.stdout, table(['LEVEL', 'NAME', 'FOR', 'ACKNOWLEDGE', 'FROM', 'UNTIL'], rows))
  if (body.next !== null) say(io, `There are more: kcs level list --limit ${limit} --cursor ${body.next}`)
}

async function show(io: Io, id: string, options: CommonOptions): Promise<void> {
  const path = `/v1/service-levels/${encodeURIComponent(id)}`
  const { body } = await clientFor(io, options).call<LevelResponse>('GET', path)
  if (options.json) return printJson(io, body)
  io.stdout.write(`${plain(`${body.id}  ${body.name}`)}\n`)
  for (const text of [body, ...body.earlier.toReversed()])
    io.stdout.write(`\n${textLines(text).map(plain).join('\n')}\n`)
}

function textLines({
  version,
  from,
  until,
  when,
  terms,
  escalateEverySeconds,
  source,
}: Omit<LevelResponse, 'id' | 'name' | 'nameMl' | 'earlier'>): string[] {
  const rows: [string, string][] = [
    ['version', String(version)],
    isEnd({ from, until })
      ? ['ends', instantOf(from)]
      : ['from', `${instantOf(from)}${until === null ? '' : `, until ${instantOf(until)}`}`],
    ['for', conditionsText(when)],
    ...LEVEL_CLOCKS.map((clock): [LevelClock, string] => {
      const term = terms[clock]
      return [clock, term ? termText(term) : '']
    }),
    ['seat to seat', termText({ amount: escalateEverySeconds, unit: 'seconds' })],
    ['source', source],
  ]
  return pairs(rows.filter(([, value]) => value !== ''))
}

async function explain(io: Io, options: Asking): Promise<void> {
  const { kind, urgency, subjectCode, fixedDate, office, officeKind, at, malayalam } = options
  const question: LevelQuestionBody = {
    ...{ kind, urgency },
    ...(subjectCode === undefined ? {} : { subjectCode }),
    ...(fixedDate === undefined ? {} : { fixedDate }),
    ...(office === undefined ? {} : { office }),
    ...(officeKind === undefined ? {} : { officeKind }),
    ...(at === undefined ? {} : { at: keralaInstantFrom(at) }),
  }
  const path = '/v1/service-levels/explain'
  const { body } = await clientFor(io, options).call<LevelAnswerResponse>('POST', path, { body: question })
  if (options.json) return printJson(io, body)
  const words = (one: { en: string; ml: string }) => (malayalam ? one.ml : one.en)
  const { level, name, nameMl, source, terms, levelWhy, clocks } = body
  const head = level ? `${level.id}, version ${level.version}: ${(malayalam && nameMl) || name}` : ''
  const dueOf = (clock: LevelClock) => clocks.find((one) => one.clock === clock)?.dueAt ?? null
  const rows: [string, string][] = [
    ['level', head],
    ['source', source ?? ''],
    ...terms.map((term): [string, string] => {
      const due = dueOf(term.clock)
      return [term.clock, `${words(term)}${due === null ? '' : `, due ${instantOf(due)}`}`]
    }),
    ...levelWhy.map((reason, index): [string, string] => [index === 0 ? 'why' : '', words(reason)]),
  ]
  io.stdout.write(
    `${pairs(rows.filter(([, value]) => value !== ''))
      .map(plain)
      .join('\n')}\n`,
  )
}
