// kcs charge and kcs handover.

import { newEmployee } from '../../domain/directory/charge/charge'
import { openApi, PASSWORD, type TestApi } from '../support/api'
import { buildSeat } from '../support/builders'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([
    buildSeat('RECV/HEAD', { role: 'head' }),
    ...['1', '2', '3', '4', '5'].map((n) => buildSeat(`RECV/S${n}`)),
  ])
  await api.repositories.employees.save(
    ['P1', 'P2'].map((pen) => newEmployee({ pen, name: `Name of ${pen}` })),
  )
  await api.officer('head', ['RECV/HEAD'])
  await api.officer('giver', ['RECV/S5'])
  await api.officer('taker', [])
})
afterAll(() => api.close())
beforeEach(() => (machine = openMachine(api.url)))
afterEach(() => machine.remove())

const signIn = (login: string) => machine.kcs(['sign-in', login, '--password-stdin'], `${PASSWORD}\n`)

describe('kcs charge', () => {
  beforeEach(() => signIn('head'))

  it('joins and relieves an employee, by days of Kerala', async () => {
    const joined = await machine.kcs(['charge', 'join', 'P1', 'RECV/S1', '--at', '2026-01-05'])
    expect(joined.out).toBe('PEN  SEAT     CHARGE   FROM\nP1   RECV/S1  regular  2026-01-05 00:00:00\n')
    const left = await machine.kcs(['charge', 'relieve', 'P1', 'RECV/S1', '--at', '2026-02-01', '--json'])
    expect(left.json()).toMatchObject({ until: '2026-01-31T18:30:00.000Z', ended: 'relieved' })
  })

  it('transfers, and lists the charges of an employee and the holders of a seat, as of a day', async () => {
    await machine.kcs(['charge', 'join', 'P2', 'RECV/S2', '--at', '2026-01-01'])
    const moved = await machine.kcs([
      'charge',
      'transfer',
      'P2',
      '--from',
      'RECV/S2',
      '--to',
      'RECV/S3',
      '--at',
      '2026-03-01',
    ])
    expect(moved.out).toContain('transferred')
    const list = async (...more: string[]) => (await machine.kcs(['charge', 'list', ...more])).out
    expect((await list('--employee', 'P2')).split('\n').slice(1, 3)).toEqual([
      'P2   RECV/S3  regular  2026-03-01 00:00:00',
      'P2   RECV/S2  regular  2026-01-01 00:00:00  2026-03-01 00:00:00  transferred',
    ])
    expect(await list('--seat', 'RECV/S2', '--at', '2026-02-01')).toContain('Name of P2')
    expect(await list('--seat', 'RECV/S2', '--at', '2026-03-01')).toBe('')
  })

  it('suspends', async () => {
    await machine.kcs(['charge', 'join', 'P1', 'RECV/S4'])
    expect((await machine.kcs(['charge', 'suspend', 'P1'])).out).toContain('suspended')
    const again = await machine.kcs(['charge', 'join', 'P1', 'RECV/S4'])
    expect([again.code, again.err]).toEqual([5, expect.stringContaining('[employee-suspended]')])
  })

  it.each([
    ['a day that is none', ['join', 'P2', 'RECV/S1', '--at', '2026-02-31'], 2],
    ['a list of nothing', ['list'], 2],
    ['a second regular holder', ['join', 'PEN-taker', 'RECV/S5'], 5],
    ['a seat of another office', ['join', 'P2', 'SEND/SO'], 3],
  ])('refuses %s', async (_what, args, code) => {
    expect(await machine.kcs(['charge', ...args])).toMatchObject({ code, out: '' })
  })
})

describe('kcs handover', () => {
  it('gives a seat with the list of all that is open; the other lists and takes it', async () => {
    const { id } = await api.tapal(await api.dispatch({ subject: 'Road works' }), { seat: 'RECV/S5' })
    await signIn('giver')
    const given = await machine.kcs([
      'handover',
      'give',
      'RECV/S5',
      '--to',
      'PEN-taker',
      '--note',
      'All in order',
    ])
    expect(given.code).toBe(0)
    expect(given.out).toMatch(/^state {5}given$/m)
    expect(given.out).toMatch(/^open {6}1 tapals \(0 overdue\), 0 letters sent$/m)
    expect(given.out).toMatch(new RegExp(`^tapal +delivered +in .*Road works +${id}$`, 'm'))

    await signIn('taker')
    const [waiting] = (await machine.kcs(['handover', 'list', '--json'])).json<{ id: string }[]>()
    expect((await machine.kcs(['handover', 'list'])).out).toContain('Name of giver')
    expect((await machine.kcs(['handover', 'show', waiting!.id])).out).toContain('All in order')
    expect((await machine.kcs(['handover', 'take', waiting!.id])).out).toMatch(/^state {5}taken$/m)
    expect((await machine.kcs(['inbox', 'RECV/S5'])).code).toBe(0)

    await signIn('giver')
    expect((await machine.kcs(['inbox', 'RECV/S5'])).code).toBe(3)
  })

  it('is one-sided by the head of the office only, with a reason', async () => {
    const args = ['handover', 'one-sided', 'RECV/S5', '--to', 'P2']
    await signIn('giver')
    expect((await machine.kcs([...args, '--reason', 'Absent'])).code).toBe(3)
    await signIn('head')
    expect((await machine.kcs(args)).code).toBe(2)
    const ran = await machine.kcs([...args, '--reason', 'Absent'])
    expect(ran.out).toMatch(/^state {5}taken, one-sided$/m)
    expect(ran.out).toMatch(/^reason {4}Absent$/m)
    expect((await machine.kcs(['handover', 'list', '--seat', 'RECV/S5'])).out.split('\n')).toHaveLength(4)
  })
})
