// kcs calendar: when offices are closed.

import { type Command } from 'commander'
import type { CalendarResponse } from '../../api/routes/directory/calendar/schema'
import { type Holiday, STATE_CALENDAR, yearOf } from '../../domain/common/clock/calendar'
import { dayInKerala } from '../../domain/common/clock/ist'
import { clientFor, type CommonOptions, withCommon } from '../common'
import { readHolidays } from '../holiday-file'
import { type Io, printJson, say } from '../io'
import { plain, printTable, table } from '../table'
import { instantOf } from '../time'
import { addCalendarClose } from './calendar-close'

type CalendarPage = { items: CalendarResponse[]; next: string | null }
type Year = CalendarResponse['years'][number]

interface Paged extends CommonOptions {
  limit: string
  cursor?: string
}

interface Bringing extends CommonOptions {
  calendar: string
  source?: string
}

export function addCalendar(program: Command, io: Io): void {
  const calendar = program.command('calendar').summary('show when offices are closed, and bring holidays')
  withCommon(calendar.command('list'))
    .summary('list calendars by id')
    .option('--limit <number>', 'how many at most', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action((options: Paged) => list(io, options))
  withCommon(calendar.command('show'))
    .summary('show the closed days of the week and all holidays')
    .argument('[id]', 'id of the calendar', STATE_CALENDAR)
    .action((id: string, options: CommonOptions) => show(io, id, options))
  withCommon(calendar.command('set-holidays'))
    .summary('bring the holidays of one or more years')
    .description(
      'The file takes the place of the lists of the years that it names; other years stay. Days that have begun stay ' +
        'as they were, whatever the file says of them, for letters were routed so.',
    )
    .argument(
      '<file>',
      'CSV in UTF-8 with the columns date, name, and where wanted name_ml, kind, districts and closes_at',
    )
    .option('--calendar <id>', 'id of the calendar', STATE_CALENDAR)
    .option('--source <order>', 'the order that the file was taken from')
    .action((file: string, options: Bringing) => setHolidays(io, file, options))
  addCalendarClose(calendar, io)
}

async function list(io: Io, options: Paged): Promise<void> {
  const { limit, cursor } = options
  const { body } = await clientFor(io, options).call<CalendarPage>('GET', '/v1/calendars', {
    query: { limit, cursor },
  })
  if (options.json) return printJson(io, body)
  const rows = body.items.map(({ id, name, nameMl, years }) => [
    id,
    name,
    nameMl,
    years.map(({ year }) => year).join(', '),
  ])
  printTable(io.stdout, table(['CALENDAR', 'NAME', 'MALAYALAM', 'YEARS ENTERED'], rows))
  if (body.next !== null) say(io, `There are more: kcs calendar list --limit ${limit} --cursor ${body.next}`)
}

async function show(io: Io, id: string, options: CommonOptions): Promise<void> {
  const { body } = await clientFor(io, options).call<CalendarResponse>('GET', pathOf(id))
  if (options.json) return printJson(io, body)
  const weeks = body.weekly.map(({ from, closed, closedSaturdays }) => {
    const saturdays =
      closedSaturdays.length > 0 ? [`saturday no. ${closedSaturdays.join(', ')} of the month`] : []
    return `from ${from} closed on: ${[...closed, ...saturdays].join(', ') || 'no day of the week'}`
  })
  const hours = body.hours.map(({ from, opensAt, closesAt }) => `from ${from} open ${opensAt} to ${closesAt}`)
  const head = `${body.id}  ${body.name}  (version ${body.version})`
  io.stdout.write(`${[head, ...weeks, ...hours].map(plain).join('\n')}\n`)
  for (const { year, holidays, source, provisional } of body.years) {
    const origin = [source ?? '', provisional ? 'provisional' : ''].filter(Boolean).join('; ')
    const title = `${year}: ${countOf(holidays.length)}${origin && ` (${origin})`}`
    io.stdout.write(`\n${plain(title)}\n`)
    const rows = holidays.map(({ date, name, nameMl, kind, districts = [], closesAt = '' }) => [
      ...[date, name, nameMl, kind],
      ...[districts.join(', '), closesAt],
    ])
    const headings = ['DATE', 'NAME', 'MALAYALAM', 'KIND', 'DISTRICTS', 'CLOSES']
    if (rows.length > 0) printTable(io.stdout, table(headings, rows))
  }
  showClosures(io, body.closures)
  const year = yearOf(dayInKerala(io.now()))
  const missingYears = [year, year + 1].filter((one) => body.years.every((current) => current.year !== one))
  for (const one of missingYears) say(io, `${one} is not entered: only the days of the week count.`)
}

function showClosures(io: Io, closures: CalendarResponse['closures']): void {
  if (closures.length === 0) return
  const rows = closures.map(({ from, until, reason, name, by, districts = [] }) => [
    ...[instantOf(from), until, reason, name, by],
    districts.join(', '),
  ])
  io.stdout.write('\n')
  printTable(io.stdout, table(['CLOSED FROM', 'UNTIL', 'REASON', 'NAME', 'BY', 'DISTRICTS'], rows))
}

async function setHolidays(io: Io, file: string, options: Bringing): Promise<void> {
  const holidays = await readHolidays(file)
  const client = clientFor(io, options)
  const path = pathOf(options.calendar)
  const current = await client.call<CalendarResponse>('GET', path)
  const today = dayInKerala(io.now())
  const fileYears = [...new Set(holidays.map(({ date }) => yearOf(date)))].sort()
  const source = options.source === undefined ? {} : { source: options.source }
  const lists = fileYears.map((year) => ({
    ...listOf(year, current.body.years, holidays, today),
    ...source,
  }))
  const { name, nameMl, weekly, years } = current.body
  const { body } = await client.call<CalendarResponse>('PUT', path, {
    body: {
      ...{ name, nameMl, weekly },
      years: [...years.filter(({ year }) => !fileYears.includes(year)), ...lists],
    },
    headers: { 'if-match': String(current.headers['etag']) },
  })
  if (options.json) return printJson(io, body)
  for (const { year, holidays: days } of lists) say(io, `${year}: ${countOf(days.length)}`)
  const savedDates = new Set(lists.flatMap((one) => one.holidays.map(({ date }) => date)))
  const leftOut = holidays.filter(({ date }) => !savedDates.has(date)).map(({ date }) => date)
  if (leftOut.length > 0)
    say(io, `Left out, because these days have begun as working days: ${leftOut.join(', ')}`)
  say(io, `Changed the calendar ${body.id}, version ${body.version}. See: kcs calendar show ${body.id}`)
}

/** The year from the file, with the days that have begun from the calendar. */
function listOf(year: number, years: readonly Year[], holidays: readonly Holiday[], today: string): Year {
  const pastDays = years.find((one) => one.year === year)?.holidays.filter(({ date }) => date <= today) ?? []
  const holidaysToCome = holidays.filter(({ date }) => yearOf(date) === year && date > today)
  return { year, holidays: [...pastDays, ...holidaysToCome] }
}

function countOf(holidays: number): string {
  return holidays === 1 ? '1 holiday' : `${holidays} holidays`
}

function pathOf(id: string): string {
  return `/v1/calendars/${encodeURIComponent(id)}`
}
