// kcs calendar close and holidays: closures that are declared on the day, and the lists that KCS comes with.

import { type Command, Option } from 'commander'
import { stringify } from 'csv-stringify/sync'
import type { CalendarResponse } from '../../api/routes/directory/calendar/schema'
import { CLOSURE_REASONS, type ClosureReason, STATE_CALENDAR } from '../../domain/common/clock/calendar'
import { KERALA_YEARS } from '../../domain/common/clock/kerala'
import { keralaInstantFrom } from '../at'
import { clientFor, collect, type CommonOptions, withCommon } from '../common'
import { usage } from '../exit'
import { type Io, printJson, say } from '../io'

interface Closing extends CommonOptions {
  calendar: string
  from: string
  until: string
  reason: ClosureReason
  name: string
  nameMl: string
  by: string
  district: string[]
}

export function addCalendarClose(calendar: Command, io: Io): void {
  withCommon(calendar.command('close'))
    .summary('close offices of a sudden: a hartal, a flood')
    .description(
      'Unlike a holiday, a closure may be declared on the day itself. The same calendar, beginning and districts again ' +
        'change its end: offices are closed until another day to come.',
    )
    .option('--calendar <id>', 'id of the calendar', STATE_CALENDAR)
    .requiredOption('--from <instant>', 'from when, in Kerala: 2026-08-24, or 2026-08-24 14:00')
    .requiredOption('--until <day>', 'the first day on which offices work again: 2026-08-25')
    .addOption(
      new Option('--reason <reason>', 'what kind of closure').choices([...CLOSURE_REASONS]).default('other'),
    )
    .requiredOption('--name <name>', 'what explanations call it')
    .option('--name-ml <name>', 'the same in Malayalam', '')
    .requiredOption('--by <authority>', 'whose order it is')
    .option('--district <district>', 'offices of this district alone. May be repeated', collect, [])
    .action((options: Closing) => close(io, options))
  calendar
    .command('holidays')
    .summary('print the holidays that KCS comes with, as a file for set-holidays')
    .argument('<year>', `one of ${KERALA_YEARS.map(({ year }) => year).join(', ')}`)
    .action((year: string) => printHolidays(io, year))
}

async function close(io: Io, options: Closing): Promise<void> {
  const client = clientFor(io, options)
  const path = `/v1/calendars/${encodeURIComponent(options.calendar)}`
  const current = await client.call<CalendarResponse>('GET', path)
  const { name, nameMl, weekly, years, closures } = current.body
  const { until, reason, by, district: districts } = options
  const closure = {
    ...{ from: keralaInstantFrom(options.from), until, reason, by },
    ...{ name: options.name, nameMl: options.nameMl },
    ...(districts.length > 0 ? { districts } : {}),
  }
  const others = closures.filter((one) => keyOf(one) !== keyOf(closure))
  const { body } = await client.call<CalendarResponse>('PUT', path, {
    body: {
      ...{ name, nameMl, weekly, years },
      closures: [...others.map(({ declaredAt: _at, ...one }) => one), closure],
    },
    headers: { 'if-match': String(current.headers['etag']) },
  })
  if (options.json) return printJson(io, body)
  say(io, `Changed the calendar ${body.id}, version ${body.version}. See: kcs calendar show ${body.id}`)
}

function keyOf({ from, districts = [] }: { from: string; districts?: string[] | undefined }): string {
  return [Date.parse(from), ...[...districts].sort()].join(' ')
}

function printHolidays(io: Io, text: string): void {
  const list = KERALA_YEARS.find(({ year }) => String(year) === text)
  if (!list) throw usage(`KCS comes with no list of ${text}.`, 'See: kcs calendar holidays --help')
  const rows = list.holidays.map(({ date, name, nameMl, kind, districts = [] }) => [
    date,
    name,
    nameMl,
    kind,
    districts.join(';'),
  ])
  io.stdout.write(stringify([['date', 'name', 'name_ml', 'kind', 'districts'], ...rows]))
  say(io, `From: ${list.source ?? ''}${list.provisional ? ' (provisional)' : ''}`)
}
