// kcs office and kcs seat.

import { openApi, PASSWORD, type TestApi } from '../support/api'
import { buildOffice } from '../support/builders'
import { type Machine, openMachineOfAdmin } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('admin', [], ['admin'])
  await api.officer('clerk', ['RECV/TAPAL'])
  await api.repositories.offices.save([
    buildOffice('DEPT', 'kcs-agent', { name: 'Department', kind: 'department' }),
    buildOffice('SUB', 'kcs-agent', { name: 'Sub Office', parent: 'DEPT', path: ['DEPT'] }),
  ])
})
afterAll(() => api.close())
beforeEach(async () => {
  machine = await openMachineOfAdmin(api.url)
})
afterEach(() => machine.remove())

const kcs = (...args: string[]) => machine.kcs(args)

describe('kcs office', () => {
  it('shows an office with its place, its way and its seats', async () => {
    const ran = await kcs('office', 'show', 'RECV')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('office       RECV  Office RECV')
    expect(ran.out).toMatch(/chosen +kcs-agent by kcs-agent/)
    expect(ran.out).toMatch(/RECV\/TAPAL +Section Officer +Tapal +section +Name of clerk +its holder/)
    expect(ran.out).toMatch(/RECV\/HEAD +Head of Office +Tapal +section +nobody +vacant/)
    expect((await kcs('office', 'show', 'SUB')).out).toContain('below        Department')
  })

  it('shows it as of a day, and refuses a day that no calendar has', async () => {
    const ran = await kcs('office', 'show', 'RECV', '--at', '2019-01-01', '--json')
    expect(ran.json()).toMatchObject({ profile: null, seats: [{ holder: null }, { holder: null }] })
    const none = await kcs('office', 'show', 'RECV', '--at', '2026-02-31')
    expect([none.code, none.out]).toEqual([2, ''])
    expect(none.err).toContain('2026-02-31 is no day')
  })

  it('lists offices by parent and kind, and what is at the top', async () => {
    expect((await kcs('office', 'list', '--parent', 'DEPT')).out).toMatch(/SUB +Sub Office/)
    expect((await kcs('office', 'list', '--kind', 'department')).out).toMatch(/DEPT.* 1$/m)
    const top = (await kcs('office', 'list', '--top', '--json')).json<{ items: { code: string }[] }>()
    expect(top.items.map(({ code }) => code)).toEqual(['DEPT', 'RECV', 'SEND'])
  })

  it('enters an office with the seat of its head, moves it and says so', async () => {
    const added = await kcs('office', 'add', 'NEW', '--name', 'New', '--under', 'SUB', '--head', 'Tahsildar')
    expect([added.code, added.out]).toEqual([0, 'NEW  below DEPT › SUB\n'])
    expect((await kcs('seat', 'list', 'NEW')).out).toMatch(/NEW\/HEAD +Tahsildar +head +vacant/)
    expect((await kcs('office', 'move', 'NEW', '--under', 'DEPT')).out).toBe('NEW  below DEPT\n')
    expect((await kcs('office', 'move', 'NEW', '--top')).out).toBe('NEW  at the top\n')
    expect((await kcs('office', 'move', 'NEW')).code).toBe(2)
    const circle = await kcs('office', 'move', 'DEPT', '--under', 'SUB')
    expect([circle.code, circle.out]).toEqual([2, ''])
    expect(circle.err).toContain('[parent-cycle]')
    expect((await kcs('office', 'add', 'NEW', '--name', 'Again')).code).toBe(5)
  })

  it('sets the ways in their order', async () => {
    const ran = await kcs(
      'office',
      'profile',
      'NEW',
      '--way',
      'ksmart',
      '--way',
      'print',
      '--taking',
      'person',
    )
    expect(ran.code).toBe(0)
    expect(ran.out).toMatch(/^NEW {2}ksmart, else print by print from .* on\n$/)
    const unknown = await kcs('office', 'profile', 'NEW', '--way', 'pigeon')
    expect([unknown.code, unknown.err.includes('pigeon names no system')]).toEqual([2, true])
  })

  it('merges and splits, and shows the history', async () => {
    const merged = await kcs('office', 'merge', 'NEW', '--into', 'SUB')
    expect(merged.out).toMatch(/^NEW {2}merged into SUB from .* on\n$/)
    expect((await kcs('office', 'show', 'NEW')).out).toContain('merged       into SUB')
    expect((await kcs('office', 'split', 'SUB', '--into', 'DEPT', '--into', 'RECV')).code).toBe(0)
    const history = await kcs('office', 'history', 'NEW')
    expect(history.out).toMatch(/office-merged {2}account:admin/)
    expect(history.out).toMatch(/office-moved {2}account:admin\n(.*\n)* {2}parent: SUB → DEPT/)
    expect((await kcs('office', 'history', 'NEW', '--json')).json()).toMatchObject({ next: null })
  })

  it('changes nothing for those who administer nothing, and ends with 3', async () => {
    await machine.kcs(['sign-in', 'clerk', '--password-stdin'], `${PASSWORD}\n`)
    expect(await kcs('office', 'merge', 'DEPT', '--into', 'RECV')).toMatchObject({ code: 3, out: '' })
    expect(await kcs('seat', 'add', 'RECV/X', '--designation', 'X')).toMatchObject({ code: 3, out: '' })
    expect(await kcs('office', 'show', 'NOWHERE')).toMatchObject({ code: 3, out: '' })
  })
})

describe('kcs seat', () => {
  it('makes a seat, shows who has its duty and why, and who held it', async () => {
    const more = ['--role', 'nodal-officer', '--reports-to', 'RECV/TAPAL', '--service', 'rti']
    const added = await kcs('seat', 'add', 'RECV/NO', '--designation', 'Nodal Officer', ...more)
    expect([added.code, added.out]).toEqual([0, 'RECV/NO  Nodal Officer\n'])
    const vacant = await kcs('seat', 'show', 'RECV/NO')
    expect(vacant.out).toMatch(
      /holder +vacant\nduty of +Name of clerk\nwhy +vacant, the seat above, RECV\/TAPAL, acts\n/,
    )
    const held = await kcs('seat', 'show', 'RECV/TAPAL')
    expect(held.out).toMatch(/Name of clerk +PEN-clerk +regular +2020-01-01/)
    const before = await kcs('seat', 'show', 'RECV/TAPAL', '--at', '2019-01-01', '--json')
    expect(before.json()).toMatchObject({ holder: null, holders: [{ employee: 'PEN-clerk' }] })
  })

  it('lists seats for a service, and shows the history of one', async () => {
    const list = await kcs('seat', 'list', 'RECV', '--service', 'rti')
    expect(list.out.trim().split('\n')).toHaveLength(2)
    expect((await kcs('seat', 'history', 'RECV/NO')).out).toMatch(
      /seat-added {2}account:admin\n(.*\n)* {2}role: nodal-officer/,
    )
    expect((await kcs('seat', 'history', 'RECV/TAPAL')).err).toContain('Nothing has been changed')
  })
})
