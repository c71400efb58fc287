// kcs level put and end: what a service level says from now on, or from a day to come.

import { type Command, Option } from 'commander'
import type {
  LevelResponse,
  LevelTextBody,
  SavedLevelResponse,
} from '../../api/routes/letters/service-level/schema'
import { type Term, termFrom } from '../../domain/common/clock/term'
import { LETTER_KINDS, LEVEL_CLOCKS, type LevelClock } from '../../domain/letters/dispatch/dispatch'
import { PRIORITIES } from '../../domain/letters/dispatch/priority'
import { plainSeconds } from '../../domain/letters/service-level/times'
import { keralaInstantFrom } from '../at'
import type { Client } from '../client'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { CliError, usage } from '../exit'
import { type Io, printJson, say } from '../io'

interface Putting extends CommonOptions, Partial<Record<LevelClock, string>> {
  name?: string
  nameMl?: string
  subjectCode: string[]
  officeKind: string[]
  priority: string[]
  letterKind: string[]
  allLetters?: boolean
  escalateEvery?: string
  source?: string
  from?: string
  until?: string
}

interface Ending extends CommonOptions {
  until?: string
}

export function addLevelPut(level: Command, io: Io): void {
  const put = withCommon(level.command('put'))
    .summary('set a service level, or change what one says')
    .description(
      'What is left out stays as it is; a clock is taken away by none. Letters that were accepted before keep their times. ' +
        'Terms are such as 3 working days, 30 calendar days, 7 working hours, 48 hours.',
    )
    .argument('<id>', 'id of the level')
    .option('--name <name>', 'what explanations call it')
    .option('--name-ml <name>', 'the same in Malayalam')
    .option('--subject-code <code>', 'for letters about this. May be repeated', collect, [])
    .option('--office-kind <kind>', 'for offices of this kind. May be repeated', collect, [])
    .addOption(manyOf('--priority <priority>', 'for letters of this priority', PRIORITIES))
    .addOption(manyOf('--letter-kind <kind>', 'for letters of this kind', LETTER_KINDS))
    .option('--all-letters', 'take all conditions away')
  for (const clock of LEVEL_CLOCKS) put.option(`--${clock} <term>`, `in what time to ${WORDS[clock]}`)
  put
    .option('--escalate-every <term>', 'from one seat above to the next, such as 24 hours')
    .option('--source <order>', 'the order, manual or charter that it is taken from')
    .option('--from <instant>', 'from when, in Kerala: 2027-01-01 (default: now)')
    .option('--until <instant>', 'until when, not included; none for no end')
    .action((id: string, options: Putting) => putLevel(io, id, options))
  withCommon(level.command('end'))
    .summary('end a service level')
    .argument('<id>', 'id of the level')
    .option('--until <instant>', 'when, in Kerala: 2027-01-01 (default: now)')
    .action((id: string, options: Ending) => endLevel(io, id, options))
}

const WORDS: Record<LevelClock, string> = {
  acknowledge: 'acknowledge',
  open: 'open it, once acknowledged',
  act: 'act on it, once acknowledged',
  reply: 'reply, once acknowledged',
  transfer: 'pass it on, once acknowledged',
  dispose: 'dispose of it, once acknowledged',
}

/** An option that may be repeated, with one of these values each time. */
function manyOf(flags: string, description: string, values: readonly string[]): Option {
  const option = new Option(flags, `${description}: ${values.join(', ')}. May be repeated`).default([])
  return option.argParser((value: string, before: string[] = []) => {
    if (values.includes(value)) return collect(value, before)
    throw usage(`${value} is none of ${values.join(', ')}.`, `Correct ${option.long ?? flags}.`)
  })
}

async function putLevel(io: Io, id: string, options: Putting): Promise<void> {
  const client = clientFor(io, options)
  const path = pathOf(id)
  const current = await currentOf(client, path)
  const text = textOf(id, options, current?.body, io.now())
  const { body } = await client.call<SavedLevelResponse>('PUT', path, {
    body: text,
    headers: current ? { 'if-match': String(current.headers['etag']) } : {},
  })
  if (options.json) return printJson(io, body)
  for (const { value } of body.problems) say(io, `Warning: there is no office of the kind ${value}.`)
  say(
    io,
    `${current ? 'Changed' : 'Set'} the level ${body.id}, version ${body.version}. See: kcs level show ${id}`,
  )
}

/** The level as it is, or null for one that is new. */
async function currentOf(client: Client, path: string) {
  try {
    return await client.call<LevelResponse>('GET', path)
  } catch (error) {
    if (error instanceof CliError && error.code === 'not-found') return null
    throw error
  }
}

/** What the level is to say. A new one needs a name, a term to acknowledge, and one from seat to seat. */
function textOf(id: string, options: Putting, before: LevelResponse | undefined, now: Date): LevelTextBody {
  const { name = before?.name ?? id, nameMl = before?.nameMl ?? '', source = before?.source ?? '' } = options
  const given: Partial<Record<LevelClock, Term | null>> = {}
  for (const clock of LEVEL_CLOCKS) {
    const text = options[clock]
    if (text !== undefined) given[clock] = text === 'none' ? null : termOf(text)
  }
  const terms = Object.fromEntries(
    Object.entries({ ...before?.terms, ...given }).filter(([, term]) => term !== null),
  )
  if (!('acknowledge' in terms))
    throw usage('No time to acknowledge is named.', 'Name one: --acknowledge "2 working days".')
  const every = options.escalateEvery
  const escalateEverySeconds =
    every === undefined ? (before?.escalateEverySeconds ?? 86_400) : plainSeconds(termOf(every))
  const until = options.until === undefined ? endOf(before, now) : untilFrom(options.until)
  return {
    ...{ name, nameMl, source, until, escalateEverySeconds },
    ...(options.from === undefined ? {} : { from: keralaInstantFrom(options.from) }),
    when: whenOf(options, before),
    terms: terms as LevelTextBody['terms'],
  }
}

/** An end to come stays; a level that has ended is set anew. */
function endOf(before: LevelResponse | undefined, now: Date): string | null {
  const until = before?.until ?? null
  return until !== null && new Date(until) > now ? until : null
}

function untilFrom(text: string): string | null {
  return text === 'none' ? null : keralaInstantFrom(text)
}

function whenOf(options: Putting, before: LevelResponse | undefined): LevelTextBody['when'] {
  const { subjectCode, officeKind, priority, letterKind, allLetters } = options
  const given = Object.fromEntries(
    Object.entries({
      subjectCodes: subjectCode,
      officeKinds: officeKind,
      priorities: priority,
      kinds: letterKind,
    }).filter(([, values]) => values.length > 0),
  )
  return { ...(allLetters ? {} : before?.when), ...given }
}

function termOf(text: string): Term {
  const term = termFrom(text)
  if (term) return term
  throw usage(
    `${text} is no term.`,
    'Write a number and working days, calendar days, working hours or hours.',
  )
}

async function endLevel(io: Io, id: string, options: Ending): Promise<void> {
  const client = clientFor(io, options)
  const current = await client.call<LevelResponse>('GET', pathOf(id))
  const { body } = await client.call<LevelResponse>('POST', `${pathOf(id)}/end`, {
    body: options.until === undefined ? {} : { until: keralaInstantFrom(options.until) },
    headers: { 'if-match': String(current.headers['etag']) },
  })
  if (options.json) return printJson(io, body)
  say(io, `The level ${body.id} ends. Letters that were accepted before keep their times.`)
}

function pathOf(id: string): string {
  return `/v1/service-levels/${encodeURIComponent(id)}`
}
