// Logins at ILGMS that bring no session: nothing is left in doubt, nothing is sent, and no account is locked.

import { Readable } from 'node:stream'
import { type Endpoint, type Parcel } from '../../../connectors/connector'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'
import { newParcel, PDF, SETTINGS } from '../specimen'
import { openWorker, sessionsAt, type Worker } from './worker'

let rig: Rig
let worker: Worker
beforeAll(async () => {
  rig = await startRig('ilgms')
})
afterAll(() => rig.stop())
beforeEach(() => {
  worker = openWorker(rig.endpoint.address)
})
afterEach(() => rig.knobs({ down: false, garbage: false, faults: [] }))

const deliver = async (
  parcels: readonly Parcel[],
  { connector }: Worker = worker,
  endpoint: Endpoint = rig.endpoint,
): Promise<Outcome[]> => (await connector.deliver(endpoint, parcels)).map(({ outcome }) => outcome)
const parcels = (count: number): Parcel[] => Array.from({ length: count }, () => newParcel())
const timesThere = async ({ deliveryKey }: Parcel): Promise<number> =>
  (await rig.arrived()).filter((key) => key === deliveryKey).length

test('a refused login is not tried again at once, so that the account is not locked, and later it is', async () => {
  const { refused } = await sessionsAt(rig.agentUrl)
  await post(`${rig.agentUrl}/settings`, { password: 'changed-there' })
  expect((await deliver(parcels(10))).map(({ kind }) => kind)).toEqual(parcels(10).map(() => 'auth'))
  expect(await sessionsAt(rig.agentUrl)).toMatchObject({ refused: refused + 1 })
  await post(`${rig.agentUrl}/settings`, { password: SETTINGS.password })
  worker.clock.pass(29_000)
  expect(await deliver(parcels(1))).toMatchObject([{ kind: 'auth' }])
  worker.clock.pass(2_000)
  expect(await deliver(parcels(1))).toMatchObject([{ kind: 'delivered' }])
})

describe('a login that brings no session leaves nothing in doubt, and is not read as if it were said of the letter', () => {
  const later = (code: string) => ({ kind: 'retry-later', code, inDoubt: false })
  test.each([
    ['status 400', { status: 400 }, later('login-http-400')],
    ['status 404', { status: 404 }, later('login-http-404')],
    ['status 409', { status: 409 }, later('login-http-409')],
    ['status 422', { status: 422, body: '{"errorCode":"OTHER"}' }, later('login-http-422')],
    ['status 500', { status: 500 }, later('login-http-500')],
    ['status 502', { status: 502 }, later('login-http-502')],
    ['status 302', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, later('login-http-302')],
    ['status 503', { status: 503 }, later('http-503')],
    [
      'status 503 with a time',
      { status: 503, headers: { 'retry-after': '120' } },
      { kind: 'busy', code: 'http-503', afterMs: 120_000 },
    ],
    ['status 403', { status: 403 }, { kind: 'auth', code: 'http-403' }],
    ['status 410', { status: 410 }, { kind: 'gone', code: 'http-410' }],
    ['a page', { status: 200, body: '<html>' }, later('login-garbled')],
    ['no id', { status: 200, body: '{"sessionId":null}' }, later('login-garbled')],
    [
      'an id with a line break',
      { status: 200, body: '{"sessionId":"abcdefgh\\r\\nx: y"}' },
      later('login-garbled'),
    ],
    [
      'a slip',
      { status: 201, body: '{"slipNo":"1","fileNo":"2","fileDate":"01-01-2026"}' },
      later('login-garbled'),
    ],
    ['a gigabyte', { status: 200, mode: 'flood' }, later('login-garbled')],
    ['a cut line', { mode: 'cut' }, later('connection-lost')],
    ['a byte now and then', { status: 200, mode: 'drip' }, later('timeout')],
    ['silence', { mode: 'hang' }, later('timeout')],
  ])('%s', async (_what, change, outcome) => {
    await rig.knobs({ faults: [{ on: 'POST /office/session', ...change }] })
    const [parcel] = parcels(1) as [Parcel]
    const [{ answer: _answer, ...first }] = (await deliver([parcel])) as [Outcome]
    expect(first).toEqual(outcome)
    expect(worker.calls).toEqual(['POST /session'])
    worker.clock.pass(31_000)
    expect(await deliver([parcel])).toMatchObject([{ kind: 'delivered' }])
  })

  test.each([
    ['a cut line', { mode: 'cut' }, 'connection-lost'],
    ['silence', { mode: 'hang' }, 'timeout'],
    ['status 409', { status: 409 }, 'login-http-409'],
    ['status 502', { status: 502 }, 'login-http-502'],
  ])('%s, also where the session ended at the hand-over itself', async (_what, change, code) => {
    await deliver(parcels(1))
    await rig.knobs({
      faults: [
        { on: rig.deliveryCall, status: 401 },
        { on: 'POST /office/session', ...change },
      ],
    })
    const [parcel] = parcels(1) as [Parcel]
    expect(await deliver([parcel])).toEqual([later(code)])
    expect(await timesThere(parcel)).toBe(0)
  })

  test('the document that was opened for it is not left open', async () => {
    const streams: Readable[] = []
    const own = openWorker(rig.endpoint.address, {
      documents: {
        async open() {
          streams.push(Readable.from([PDF]))
          return { stream: streams.at(-1)!, size: PDF.length }
        },
      },
    })
    await own.connector.capabilities(rig.endpoint)
    await rig.knobs({
      faults: [
        { on: 'PUT /office/attachments', status: 401 },
        { on: 'POST /office/session', status: 500 },
      ],
    })
    const parcel = newParcel()
    const document = { ...parcel.letter.documents[0]!, sha256: 'f'.repeat(64) }
    const letter = { ...parcel.letter, documents: [document] }
    expect(await deliver([{ ...parcel, letter }], own)).toMatchObject([{ code: 'login-http-500' }])
    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })
})

test.each([
  ['user', { password: 'x' }],
  ['password', { user: 'x' }],
])('nothing is sent while its %s is missing', async (name, settings) => {
  const bare = { ...rig.endpoint, settings: settings as Record<string, string> }
  expect(await deliver(parcels(1), worker, bare)).toEqual([
    { kind: 'retry-later', code: `${name}-missing`, inDoubt: false },
  ])
  expect(worker.calls).toEqual([])
})
