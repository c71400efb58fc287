// kcs agent whoami, keys, secret, address, return, deliveries, redeliver and specimen, by the key of an agent.

import { openOwnRig, type OwnRig } from '../api/letters/endpoint/own-rig'
import { type Machine, openMachine, type Ran } from './kcs'

let rig: OwnRig
let machine: Machine
beforeAll(async () => {
  rig = await openOwnRig()
})
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.renew()
  machine = openMachine(rig.api.url)
  machine.env['KCS_API_KEY'] = rig.agent.headers['authorization']!.slice('Bearer '.length)
})
afterEach(() => machine.remove())

const kcs = (...args: string[]): Promise<Ran> => machine.kcs(['agent', ...args])

test('whoami tells offices, endpoint and keys, and never a secret', async () => {
  const ran = await kcs('whoami')
  expect(ran.code).toBe(0)
  for (const part of [rig.agentId, 'RECV', rig.endpoint, rig.url, 'open', 'this one'])
    expect(ran.out).toContain(part)
  expect(ran.out).not.toContain(machine.env['KCS_API_KEY'])
  expect((await kcs('whoami', '--json')).json()).toMatchObject({ id: rig.agentId })
})

test('keys: a new one is printed alone, and the old one is ended by it', async () => {
  const ran = await kcs('keys', '--new', '--days', '30')
  expect(ran.out).toMatch(/^kcs_[0-9a-f]{16}_[\w-]{43}\n$/)
  const old = machine.env['KCS_API_KEY']!.split('_')[1]!
  machine.env['KCS_API_KEY'] = ran.out.trim()
  expect((await kcs('keys', '--end', old)).code).toBe(0)
  expect((await kcs('keys')).out).toMatch(new RegExp(`${old}.*ended`))
  const last = ran.out.split('_')[1]!
  expect((await kcs('keys', '--end', last)).code).toBe(5)
  expect((await kcs('keys', '--new', '--end', last)).code).toBe(2)
  const test = (await kcs('keys', '--new', '--test')).out
  expect(test).toMatch(/^kcs_test_/)
  expect((await kcs('keys')).out).toMatch(new RegExp(`${test.split('_')[2]!}.* test`))
})

test('secret: the new one is printed alone; both count for a while, and a third is refused', async () => {
  const ran = await kcs('secret', '--overlap', '2')
  expect(ran.out).toMatch(/^whsec_\S+\n$/)
  expect(ran.err).toContain('counts too until')
  expect((await kcs('secret')).code).toBe(5)
})

test('address and return: moved once it has answered, else it says what came back', async () => {
  expect((await kcs('address', `${rig.url}/capabilities`)).err).toContain('letters go there')
  rig.answer = (_came, response) => void response.writeHead(404).end('<html></html>')
  const refused = await kcs('address', `${rig.url}/nowhere`)
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('http-404')])
  expect((await kcs('return')).err).toContain('is open')
})

test('deliveries and redeliver: what failed with its answer, and on its way again', async () => {
  const at = rig.api.now()
  const event = { sequence: 1, kind: 'state', from: 'routed', to: 'failed', cause: 'never' } as const
  const events = [
    {
      ...event,
      actor: { kind: 'kcs' } as const,
      at,
      attempt: 1,
      code: 'http-400',
      answer: 'HTTP 400 no seat',
    },
  ]
  const place = { mechanism: 'push', endpoint: rig.endpoint } as const
  const tapal = await rig.api.tapal(await rig.api.dispatch(), { ...place, state: 'failed', events })
  const ran = await kcs('deliveries', '--state', 'failed')
  for (const part of [tapal.id, 'http-400', 'no seat']) expect(ran.out).toContain(part)
  expect((await kcs('redeliver', tapal.id)).err).toContain('is sent again')
  expect((await kcs('redeliver', 'none')).code).toBe(3)
})

test('specimen: each call with what came of it', async () => {
  const ran = await kcs('specimen')
  expect(ran.out).toMatch(/hand-over +delivered +R-1/)
  expect(ran.out).toMatch(/withdrawal +withdrawn/)
  expect(ran.err).toContain('in no register')
})
