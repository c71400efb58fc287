// kcs search against the real API.

import { PASSWORD, openApi, type TestApi } from '../support/api'
import { type Machine, openMachine } from './kcs'

let api: TestApi
let machine: Machine

beforeAll(async () => {
  api = await openApi()
  await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())
beforeEach(async () => {
  machine = openMachine(api.url)
  await machine.kcs(['sign-in', 'clerk', '--password-stdin'], `${PASSWORD}\n`)
})
afterEach(() => machine.remove())

describe('kcs search', () => {
  it('shows offices and seats, aligned', async () => {
    const { code, out } = await machine.kcs(['search', 'recv', 'office', '--limit', '2'])
    expect(code).toBe(0)
    const [head, ...lines] = out.trimEnd().split('\n')
    expect(head).toMatch(/^ +ID +NAME +MALAYALAM +OFFICE +DISTRICT$/)
    expect(lines.map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ['office', 'RECV'],
      ['seat', 'RECV/HEAD'],
    ])
  })

  it('prints JSON where that is wanted', async () => {
    const ran = await machine.kcs(['search', 'SEND', '--district', 'Idukki', '--json'])
    expect(ran.json<{ items: { id: string }[] }>().items[0]).toMatchObject({ id: 'SEND', type: 'office' })
  })

  it('says so when nothing is found', async () => {
    expect((await machine.kcs(['search', 'nowhere'])).err).toBe('Nothing is found under nowhere.\n')
  })
})
