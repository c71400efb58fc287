// kcs calendar against the real API.

import { dayInKerala } from '../../domain/common/clock/ist'
import { openApi, PASSWORD, type TestApi } from '../support/api'
import { csv } from '../api/directory/import/csv'
import { type Machine, openMachineOfAdmin } from './kcs'

let api: TestApi
let machine: Machine

beforeEach(async () => {
  api = await openApi()
  await api.officer('admin', [], ['admin'])
  machine = await openMachineOfAdmin(api.url)
})
afterEach(async () => {
  machine.remove()
  await api.close()
})

const dayFrom = (days: number) => dayInKerala(new Date(Date.now() + days * 24 * 3_600_000))
const state = async () => (await api.repositories.calendars.byId('state'))!
const bring = (...lines: string[]) =>
  machine.kcs(['calendar', 'set-holidays', machine.file('holidays.csv', csv(...lines))])

describe('kcs calendar set-holidays', () => {
  it('brings the holidays of the years that the file names, and shows them', async () => {
    const ran = await bring(
      'Date,Name,Name (ML),Kind',
      '15/08/2090,Independence Day,സ്വാതന്ത്ര്യദിനം,',
      '2090-01-26,Republic Day,,',
      '2091-01-26,"Republic Day, again",,local',
    )
    expect(ran).toMatchObject({ code: 0, out: '' })
    expect(ran.err.split('\n')).toEqual([
      '2090: 2 holidays',
      '2091: 1 holiday',
      'Changed the calendar state, version 2. See: kcs calendar show state',
      '',
    ])
    const shown = await machine.kcs(['calendar', 'show'])
    expect(shown.out.split('\n')).toEqual([
      'state  State of Kerala  (version 2)',
      'from 1956-11-01 closed on: sunday, saturday no. 2 of the month',
      '',
      '2090: 2 holidays',
      expect.stringMatching(/^DATE +NAME +MALAYALAM +KIND$/),
      expect.stringMatching(/^2090-01-26 +Republic Day +public$/),
      expect.stringMatching(/^2090-08-15 +Independence Day +സ്വാതന്ത്ര്യദിനം +public$/),
      '',
      '2091: 1 holiday',
      expect.stringMatching(/^DATE +NAME +KIND$/),
      expect.stringMatching(/^2091-01-26 +Republic Day, again +local$/),
      '',
    ])
    expect(shown.err).toContain(`${dayFrom(0).slice(0, 4)} is not entered: only the days of the week count.`)
    const listed = await machine.kcs(['calendar', 'list'])
    expect(listed.out).toMatch(/^state +State of Kerala +കേരള സംസ്ഥാനം +2090, 2091$/m)
  })

  it('takes the place of the lists of those years, and leaves the others', async () => {
    await bring('date,name', '2090-01-26,Republic Day', '2091-01-26,Republic Day')
    await bring('date,name', '2090-08-15,Independence Day')
    const dates = (await state()).years.map(({ holidays }) => holidays.map(({ date }) => date))
    expect(dates).toEqual([['2090-08-15'], ['2091-01-26']])
  })

  it('leaves days that have begun as they were, and says so', async () => {
    const ran = await bring('date,name', `${dayFrom(0)},Too late`, `${dayFrom(1)},In time`)
    expect(ran.code).toBe(0)
    expect(ran.err).toContain(`Left out, because these days have begun as working days: ${dayFrom(0)}\n`)
    const dates = (await state()).years.flatMap(({ holidays }) => holidays.map(({ date }) => date))
    expect(dates).toEqual([dayFrom(1)])
  })

  it('tells every bad row and what to do, ends with 2 and changes nothing', async () => {
    const ran = await bring(
      'date,name',
      '2090-02-30,No day',
      '2090-01-26,',
      '',
      '2090-03-01,One',
      '2090-03-01,Two',
    )
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(
      '  line 2, column date: "2090-02-30" – There is no such day; look the date up in',
    )
    expect(ran.err).toContain('  line 3, column name: The cell is empty and must not be; fill it in.\n')
    expect(ran.err).toContain('  line 6, column date: "2090-03-01" – ')
    expect((await state()).version).toBe(1)
  })

  it.each([
    ['a file that is not there', ['missing.csv'], 'not a readable file'],
    ['a calendar that is not there', ['--calendar', 'none'], '[not-found]'],
  ])('refuses %s', async (_what, args, message) => {
    const file = machine.file('h.csv', csv('date,name', '2090-01-26,Republic Day'))
    const all = args.length === 1 ? args : [file, ...args]
    const ran = await machine.kcs(['calendar', 'set-holidays', ...all])
    expect(ran.code).toBe(args.length === 1 ? 2 : 3)
    expect(ran.err).toContain(message)
  })

  it.each([
    ['without a column for the days', 'day,name\n2090-01-26,X\n', '[import-column-missing]'],
    ['with a stray quote', 'date,name\n2090-01-26,a"b\n', 'is no CSV'],
    ['without rows', 'date,name\n', 'names no holiday'],
  ])('ends with 2 for a file %s', async (_what, content, message) => {
    const ran = await machine.kcs(['calendar', 'set-holidays', machine.file('h.csv', content)])
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(message)
  })

  it('ends with 3 for all but the administrator of the State', async () => {
    await api.officer('clerk', ['RECV/TAPAL'])
    await machine.kcs(['sign-in', 'clerk', '--password-stdin'], `${PASSWORD}\n`)
    expect((await bring('date,name', '2090-01-26,Republic Day')).code).toBe(3)
    expect((await machine.kcs(['calendar', 'show', '--json'])).json()).toMatchObject({
      id: 'state',
      version: 1,
    })
  })
})

describe('kcs calendar close', () => {
  const today = dayFrom(0)

  it('closes offices on the day itself, and says when they work again', async () => {
    const close = (until: string) =>
      machine.kcs([
        ...['calendar', 'close', '--from', today, '--until', until, '--reason', 'flood', '--name', 'Flood'],
        ...['--by', 'District Collector, Ernakulam', '--district', 'Ernakulam'],
      ])
    expect((await close(dayFrom(1))).code).toBe(0)
    expect((await close(dayFrom(4))).code).toBe(0)
    const shown = await machine.kcs(['calendar', 'show'])
    expect(shown.out).toMatch(
      new RegExp(
        `^${today} 00:00:00 +${dayFrom(4)} +flood +Flood +District Collector, Ernakulam +Ernakulam$`,
        'm',
      ),
    )
    expect((await state()).closures).toHaveLength(1)
  })

  it('refuses a day that is over', async () => {
    const ran = await machine.kcs([
      ...[
        'calendar',
        'close',
        '--from',
        dayFrom(-1),
        '--until',
        dayFrom(1),
        '--name',
        'Late',
        '--by',
        'Nobody',
      ],
    ])
    expect(ran.err).toContain('[effective-in-past]')
    expect((await state()).closures).toEqual([])
  })
})

describe('kcs calendar holidays', () => {
  it('prints a list that KCS comes with, as set-holidays takes it', async () => {
    const printed = await machine.kcs(['calendar', 'holidays', '2027'])
    expect(printed.err).toContain('(provisional)')
    const file = machine.file('shipped.csv', printed.out)
    const ran = await machine.kcs(['calendar', 'set-holidays', file, '--source', 'G.O.(P) No.1/2026/GAD'])
    expect(ran.code).toBe(0)
    const [year] = (await state()).years
    expect(year).toMatchObject({ year: 2027, source: 'G.O.(P) No.1/2026/GAD' })
    expect(year?.provisional).toBeUndefined()
    expect((await machine.kcs(['calendar', 'holidays', '1999'])).code).toBe(2)
  })
})

describe('kcs clock explain', () => {
  const explain = (...args: string[]) => machine.kcs(['clock', 'explain', ...args])

  it('prints the due instant with its day first, then the lines that lead to it', async () => {
    const ran = await explain('--since', '2029-11-23 11:00', '--term', '1 working day')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out.split('\n')).toEqual([
      'Due on Saturday 24 November 2029 at 17:15.',
      '',
      'The clock for acknowledgement starts on Friday 23 November 2029 at 11:00: 1 working day, counted from the day after it came.',
      'Beware: the holidays of 2029 have not been entered. Only the days of the week count.',
      'Friday 23 November 2029: not counted, the day on which it came.',
      'Saturday 24 November 2029: counted, day 1.',
      '',
    ])
  })

  it('counts pauses and extensions, and prints JSON or Malayalam', async () => {
    const args = [
      ...[
        '--since',
        '2029-11-23 11:00',
        '--term',
        '2 working days',
        '--kind',
        'reply',
        '--calendar',
        'state',
      ],
      ...['--pause', '2029-11-23 12:00; 2029-11-24 18:00; Head of office; fee asked for; twice'],
      ...['--extend', '1 working day; 2029-11-25; Head of office; papers'],
    ]
    const answer = (await explain(...args, '--json')).json() as {
      dueDay: string
      lines: { reason?: string }[]
    }
    expect(answer.dueDay).toBe('2029-11-28')
    expect(answer.lines.some(({ reason }) => reason === 'fee asked for; twice')).toBe(true)
    expect((await explain(...args, '--malayalam')).out).toContain('അവസാന സമയം: 2029 നവംബർ 28 ബുധൻ 17:15.')
    const standing = await explain(
      ...['--since', '2029-11-23 11:00', '--term', '2 working days', '--kind', 'reply'],
      ...['--pause', '2029-11-23 12:00; -; Head of office; fee'],
    )
    expect(standing.out).toMatch(/^The clock stands since Friday 23 November 2029 at 12:00/)
  })

  it.each([
    [['--since', 'soon', '--term', '1 working day'], 'no day and no instant'],
    [['--since', '2029-11-23', '--term', 'three days'], 'no term'],
    [['--since', '2029-11-23', '--term', '1 working day', '--pause', 'now'], 'not whole'],
    [['--since', '2029-11-23', '--term', '1 working day', '--office', 'A', '--calendar', 'b'], 'Both'],
    [['--since', '2029-11-23', '--term', '-1 working days'], '[clock-term-invalid]'],
  ])('ends with 2 for %j', async (args, message) => {
    const ran = await explain(...args)
    expect(ran.code).toBe(2)
    expect(ran.err).toContain(message)
  })
})
