// DDFS takes a letter as often as it is sent: KCS looks it up before each sending, and sends only what is not there.

import { type Parcel } from '../../../connectors/connector'
import { letterOf } from '../../../connectors/ddfs/mapper'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { type Rig, startRig } from '../rigs'
import { SETTINGS } from '../specimen'
import { BENCH, jobsUnder, openWorker, setBench, type Worker } from './worker'

let rig: Rig
let worker: Worker
beforeAll(async () => {
  rig = await startRig('ddfs')
})
afterAll(() => rig.stop())
beforeEach(() => {
  worker = openWorker(rig.endpoint.address)
})
afterEach(async () => {
  await rig.knobs({ down: false, garbage: false, faults: [] })
  await setBench(rig.agentUrl, BENCH)
})

const deliver = async (parcel: Parcel): Promise<Outcome> =>
  (await worker.connector.deliver(rig.endpoint, [parcel]))[0]!.outcome
const statusOf = (parcel: Parcel) => worker.connector.status!(rig.endpoint, parcel)
const lying = async ({ deliveryKey }: Parcel) => (await jobsUnder(rig.agentUrl, deliveryKey)).length

test('a letter is looked up, its documents go before it, and it becomes a job', async () => {
  const parcel = rig.parcel()
  expect(await deliver(parcel)).toEqual({
    kind: 'handed-over',
    reference: expect.stringMatching(/^PRE-J\d+$/) as string,
    askAfterMs: 5_000,
  })
  expect(worker.calls).toEqual(['GET /letters', 'POST /files', 'POST /letters'])
})

test('handed over again, whatever the count of tries says, it is found and not sent', async () => {
  const parcel = rig.parcel()
  const first = (await deliver(parcel)) as { reference: string }
  worker.calls.length = 0
  for (const attempt of [1, 2, 1])
    expect(await deliver({ ...parcel, attempt })).toMatchObject({
      kind: 'duplicate',
      reference: first.reference,
      diary: { number: expect.stringMatching(/^PRE\/\d+\/\d{4}$/) as string },
    })
  expect(worker.calls).toEqual(['GET /letters', 'GET /letters', 'GET /letters'])
  expect(await lying(parcel)).toBe(1)
})

test('a job that still waits is found as handed over, with the wait that DDFS names', async () => {
  await setBench(rig.agentUrl, { processMs: null })
  const parcel = rig.parcel()
  const first = await deliver(parcel)
  expect(await deliver(parcel)).toEqual(first)
  expect(await statusOf(parcel)).toEqual(first)
  expect(await lying(parcel)).toBe(1)
})

test('the reference DDFS itself doubles what is sent twice, as the look-up is there to prevent', async () => {
  const parcel = { ...rig.parcel() }
  const body = JSON.stringify(letterOf({ ...parcel, letter: { ...parcel.letter, documents: [] } }, []))
  const headers = { 'content-type': 'application/json', 'x-ddfs-token': SETTINGS['token']! }
  for (const _time of [1, 2])
    expect((await fetch(`${rig.agentUrl}/letters`, { method: 'POST', headers, body })).status).toBe(202)
  expect(await lying(parcel)).toBe(2)
})

describe('after the letter was taken and the answer was lost', () => {
  const losses: [string, Record<string, unknown>][] = [
    ['the line was cut', { mode: 'cut' }],
    ['nothing came any more', { mode: 'hang' }],
    ['a byte came now and then', { mode: 'drip', status: 202 }],
    ['a gigabyte came', { mode: 'flood', status: 202 }],
    ['half of it came', { status: 202, headers: { 'content-length': '500' }, body: '{"jobId"' }],
    ['a page for people came', { status: 202, body: '<html>Welcome' }],
    ['it was empty', { status: 202 }],
    ['it was of another kind', { status: 202, headers: { 'content-type': 'image/png' }, body: 'PNG' }],
    ['a gateway spoke instead', { status: 504 }],
    ['the server fell over it', { status: 500 }],
  ]
  test.each(losses)('(%s) it is found under its key, and lies there once', async (_what, fault) => {
    await rig.knobs({ faults: [{ on: rig.deliveryCall, afterEffect: true, ...fault }] })
    const parcel = rig.parcel()
    expect(await deliver(parcel)).toMatchObject({ kind: 'retry-later' })
    expect(await statusOf(parcel)).toMatchObject({ kind: 'delivered', diary: {} })
    expect(await deliver({ ...parcel, attempt: 2 })).toMatchObject({ kind: 'duplicate' })
    expect(await lying(parcel)).toBe(1)
  })

  test('it is left in doubt, where it may lie there', async () => {
    await rig.knobs({ faults: [{ on: rig.deliveryCall, afterEffect: true, mode: 'cut' }] })
    expect(await deliver(rig.parcel())).toEqual({
      kind: 'retry-later',
      code: 'connection-lost',
      inDoubt: true,
    })
  })
})

describe('while DDFS does not say whether it has the letter, nothing is sent', () => {
  const faults: [string, Record<string, unknown>, Outcome['kind'], string][] = [
    ['it does not understand the question', { status: 400 }, 'retry-later', 'http-400'],
    ['another server answers', { status: 404 }, 'retry-later', 'http-404'],
    ['another server answers with a page', { status: 200, body: '<html>' }, 'retry-later', 'answer-garbled'],
    ['it cannot say it', { status: 422, body: '{"fault":"OTHER"}' }, 'retry-later', 'http-422'],
    ['it points elsewhere', { status: 302, headers: { location: '/x' } }, 'retry-later', 'http-302'],
    ['it fails', { status: 500 }, 'retry-later', 'http-500'],
    ['a gateway lost it', { status: 502 }, 'retry-later', 'http-502'],
    ['it is busy', { status: 429, headers: { 'retry-after': '60' } }, 'busy', 'http-429'],
    ['it does not know us', { status: 401 }, 'auth', 'http-401'],
    ['it is gone', { status: 410 }, 'gone', 'http-410'],
    ['the line is cut', { mode: 'cut' }, 'retry-later', 'connection-lost'],
    ['nothing comes', { mode: 'hang' }, 'retry-later', 'timeout'],
    ['it drips', { mode: 'drip' }, 'retry-later', 'timeout'],
    ['a gigabyte comes', { mode: 'flood' }, 'retry-later', 'answer-garbled'],
    ['it lists no jobs', { status: 200, body: '{}' }, 'retry-later', 'answer-garbled'],
    ['it says null', { status: 200, body: 'null' }, 'retry-later', 'answer-garbled'],
    [
      'it names a state that is not known',
      { status: 200, body: '{"jobs":[{"jobId":"J","state":"LOST"}]}' },
      'retry-later',
      'answer-garbled',
    ],
  ]
  test.each(faults)('(%s)', async (_what, fault, kind, code) => {
    await rig.knobs({ faults: [{ on: 'GET /office/letters', ...fault }] })
    const parcel = rig.parcel()
    const outcome = await deliver(parcel)
    expect(outcome).toMatchObject({ kind, code, ...(kind === 'retry-later' ? { inDoubt: false } : {}) })
    expect(worker.calls).toEqual(['GET /letters'])
    expect(await lying(parcel)).toBe(0)
    expect(await deliver({ ...parcel, attempt: 2 })).toMatchObject({ kind: 'handed-over' })
    expect(await lying(parcel)).toBe(1)
  })
})

test('without a token nothing is asked and nothing is sent', async () => {
  const parcel = rig.parcel()
  const [report] = await worker.connector.deliver({ ...rig.endpoint, settings: {} }, [parcel])
  expect(report!.outcome).toEqual({ kind: 'retry-later', code: 'token-missing', inDoubt: false })
  expect(worker.calls).toEqual([])
})
