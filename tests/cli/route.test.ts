// kcs route and kcs group against the real API.

import { reasonText } from '../../cli/reasons'
import { REASON_CODES } from '../../domain/letters/routing/reason'
import { newCharge, newEmployee } from '../../domain/directory/charge/charge'
import { plainProfile } from '../../domain/directory/office/profile'
import { addEndpoint } from '../support/world'
import { openApi, PASSWORD, type TestApi } from '../support/api'
import { buildOffice, buildSeat } from '../support/builders'
import { type Machine, openMachine } from './kcs'
import { pauseEndpoint } from '../support/pause-endpoint'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  const { offices, seats, charges, employees } = api.repositories
  await offices.save([
    buildOffice('GP1', 'kcs-agent', { kind: 'grama-panchayat' }),
    buildOffice('OLD', 'push', { succession: { kind: 'merged', into: ['GP1'], at: LONG_AGO } }),
    buildOffice('SHUT', 'push', { fitToReceive: false }),
  ])
  await seats.save([
    buildSeat('GP1/TAPAL', { designation: 'Tapal Clerk' }),
    buildSeat('SEND/HEAD', { role: 'head' }),
  ])
  await employees.save([newEmployee({ pen: 'P1', name: 'Meera' })])
  await charges.save([newCharge({ id: 'c1', seat: 'GP1/TAPAL', employee: 'P1', from: LONG_AGO })])
  await api.officer('head', ['SEND/HEAD'])
})
afterAll(() => api.close())
beforeEach(async () => {
  machine = openMachine(api.url)
  await machine.kcs(['sign-in', 'head', '--password-stdin'], `${PASSWORD}\n`)
})
afterEach(() => machine.remove())

const saved = (more: object = {}) =>
  machine.file(
    'group.json',
    JSON.stringify({
      id: 'GPS',
      office: 'SEND',
      name: 'All panchayats',
      rule: { offices: { kinds: ['grama-panchayat'] } },
      ...more,
    }),
  )

describe('kcs route', () => {
  it('prints each step of the way with what chose it', async () => {
    const ran = await machine.kcs(['route', '--to', 'OLD'])
    expect(ran).toMatchObject({ code: 0 })
    const lines = ran.out
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/\s{2,}/g, ' '))
    expect(lines).toEqual([
      'written to OLD Office OLD',
      'office GP1 Office GP1',
      'seat GP1/TAPAL Tapal Clerk',
      'duty of Meera',
      'by kcs-agent, kcs-agent',
      'for action',
      expect.stringMatching(/^due \d{4}-\d\d-\d\d .*, if it is delivered now$/),
      'times acknowledge 48 hours',
      'level general, version 1. It names no condition and holds for every letter for which no other does.',
      'why named by the sender; OLD was merged into it; the seat that takes letters to the office; by the delivery ' +
        'profile of 2020-01-01; its holder',
    ])
    expect(ran.err).toContain('1 recipient: 1 by kcs-agent')
  })

  it('says that the system is down, and how the letter would go on', async () => {
    const { endpoints, offices } = api.repositories
    await addEndpoint(api.repositories, 'P-DOWN', 'push')
    await pauseEndpoint({ endpoints }, 'P-DOWN', 'operator', 'works on the line', api.now())
    const profile = { ...plainProfile(LONG_AGO, 'push', 'P-DOWN'), fallback: 'print' as const }
    await offices.save([buildOffice('DOWN', 'push', { profiles: [profile] })])
    const { out } = await machine.kcs(['route', '--to', 'DOWN'])
    expect(out).toMatch(/down since .*: the letter would wait, and go by print if that lasts to /)
    expect(out).toContain('push there is down now')
  })

  it('says what would refuse the letter, and what to do about it', async () => {
    const ran = await machine.kcs(['route', '--to', 'SHUT', '--to', 'NONE:information'])
    expect(ran.out).toContain('The office takes no letters.')
    expect(ran.out).toContain('[office-unknown]')
    expect(ran.err).toContain('2 recipients: 2 refused')
  })

  it('holds the files against what the offices take, and sends none of them', async () => {
    const file = machine.file('letter.pdf', '%PDF-1.7\nThe letter.\n%%EOF')
    const ran = await machine.kcs(['route', file, '--seat', 'GP1/TAPAL', '--json'])
    expect(ran.json()).toMatchObject({ total: 1, items: [{ named: { seat: 'GP1/TAPAL' }, refusals: [] }] })
    expect(await api.repositories.documents.byHashes([])).toEqual(new Map())
  })

  it('asks for a recipient', async () => {
    expect(await machine.kcs(['route'])).toMatchObject({ code: 2 })
  })
})

describe('kcs group', () => {
  it('makes a group from a file, says it anew by the same command, lists it and its members', async () => {
    const made = await machine.kcs(['group', 'save', saved()])
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('Made the group GPS, version 1') })
    const again = await machine.kcs(['group', 'save', saved({ name: 'All of them' })])
    expect(again.err).toContain('Changed the group GPS, version 2')
    expect((await machine.kcs(['group', 'list'])).out).toContain('All of them')
    expect((await machine.kcs(['group', 'show', 'GPS'])).out).toContain('grama-panchayat')
    const members = await machine.kcs(['group', 'members', 'GPS'])
    expect(members.out).toContain('GP1')
    expect(members.err).toContain('1 member')
    const route = await machine.kcs(['route', '--group', 'GPS'])
    expect(route.out).toContain('member of group GPS')
  })

  it('refuses a file that is no group, and tells each member that is not there', async () => {
    expect(await machine.kcs(['group', 'save', machine.file('x.json', '[]')])).toMatchObject({ code: 2 })
    const bad = await machine.kcs([
      'group',
      'save',
      saved({ id: 'BAD', rule: { members: [{ office: 'NONE' }] } }),
    ])
    expect(bad.code).toBe(2)
    expect(bad.err).toContain('/rule/members/0/office')
  })
})

it('has words for every reason', () => {
  for (const code of REASON_CODES) {
    expect(reasonText({ code, of: 'X' })).not.toBe(`${code} X`)
    expect(reasonText({ code })).not.toContain('{}')
  }
})
