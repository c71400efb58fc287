// Sessions at ILGMS: shared, begun anew once where they have ended, and never in a loop.

import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Endpoint, type Parcel } from '../../../connectors/connector'
import { type CollectedLetter } from '../../../connectors/collect'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { type Rig, startRig } from '../rigs'
import { documents, newParcel, PDF, SETTINGS } from '../specimen'
import { endSessions, openWorker, sessionsAt, setSessions, type Worker } from './worker'

let rig: Rig
let worker: Worker
beforeAll(async () => {
  rig = await startRig('ilgms')
})
afterAll(() => rig.stop())
beforeEach(() => {
  worker = openWorker(rig.endpoint.address)
})
afterEach(async () => {
  await rig.knobs({ down: false, garbage: false, faults: [] })
  await setSessions(rig.agentUrl, { validSeconds: 1200, callsPerSession: null, endedBy: 'status' })
})

const deliver = async (
  parcels: readonly Parcel[],
  { connector }: Worker = worker,
  endpoint: Endpoint = rig.endpoint,
): Promise<Outcome[]> => (await connector.deliver(endpoint, parcels)).map(({ outcome }) => outcome)
const parcels = (count: number): Parcel[] => Array.from({ length: count }, () => newParcel())
const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
const loginsOf = ({ calls }: Worker): number => calls.filter((call) => call === 'POST /session').length
const timesThere = async ({ deliveryKey }: Parcel): Promise<number> =>
  (await rig.arrived()).filter((key) => key === deliveryKey).length

test('all calls of a worker share one session, those that begin together share its login', async () => {
  const outcomes = await deliver(parcels(10))
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => 'delivered'))
  await worker.connector.capabilities(rig.endpoint)
  expect(loginsOf(worker)).toBe(1)
})

test('two workers hold sessions of one user side by side', async () => {
  const other = openWorker(rig.endpoint.address)
  const { logins } = await sessionsAt(rig.agentUrl)
  for (const one of [worker, other, worker, other]) await deliver(parcels(1), one)
  expect(await sessionsAt(rig.agentUrl)).toMatchObject({ logins: logins + 2 })
  expect([worker, other].map(loginsOf)).toEqual([1, 1])
})

describe.each(['status', 'body'])('a session whose end is told by the %s', (endedBy) => {
  beforeEach(() => setSessions(rig.agentUrl, { endedBy }))

  test.each([1, 2, 3, 4])(
    'and that lasts for %i calls carries every letter once all the same',
    async (callsPerSession) => {
      await setSessions(rig.agentUrl, { callsPerSession })
      const some = parcels(6)
      const oneByOne = { ...rig.endpoint, concurrency: 1 }
      const outcomes = await deliver(some, worker, oneByOne)
      expect(outcomes.map(({ kind }) => kind)).toEqual(some.map(() => 'delivered'))
      expect(await Promise.all(some.map(timesThere))).toEqual(some.map(() => 1))
      expect(loginsOf(worker)).toBeGreaterThan(1)
    },
  )

  test('is begun anew once by all calls that find it ended together', async () => {
    const { connector, calls } = worker
    const four = () => Promise.all([1, 2, 3, 4].map(() => connector.capabilities(rig.endpoint)))
    await four()
    await endSessions(rig.agentUrl)
    calls.length = 0
    for (const result of await four()) expect(result).toHaveProperty('capabilities')
    expect(loginsOf(worker)).toBe(1)
    expect(calls.filter((call) => call === 'GET /about')).toHaveLength(8)
  })

  test('and that ends at each call is given up after the second, and speaks against the credentials', async () => {
    await setSessions(rig.agentUrl, { callsPerSession: 0 })
    expect(await deliver(parcels(1))).toEqual([expect.objectContaining({ kind: 'auth', code: 'http-401' })])
    expect(worker.calls).toEqual(['POST /session', 'GET /attachments', 'POST /session', 'GET /attachments'])
  })

  test('has question, withdrawal, probe, collection and results go on in the next one', async () => {
    const [parcel] = parcels(1) as [Parcel]
    await deliver([parcel])
    await rig.originate({ id: `of-${endedBy}` })
    const { connector } = worker
    const end = () => endSessions(rig.agentUrl)
    await end()
    expect(await connector.status!(rig.endpoint, parcel)).toMatchObject({ kind: 'delivered' })
    await end()
    expect(await connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'withdrawn' })
    await end()
    expect(await connector.capabilities(rig.endpoint)).toHaveProperty('capabilities')
    await end()
    const page = await connector.collect!(rig.endpoint, null)
    const letter = 'letters' in page && page.letters.find(({ key }) => key === `of-${endedBy}`)
    expect(letter).toMatchObject({ letterNumber: 'CDIT/7/2026' })
    await end()
    const opened = await (letter as CollectedLetter).documents[0]!.open()
    if (!('stream' in opened)) throw new Error(`no stream came, but ${JSON.stringify(opened)}`)
    expect(Buffer.concat((await opened.stream.toArray()) as Buffer[])).toEqual(PDF)
    await end()
    const results = [{ of: 'letter', key: `of-${endedBy}`, kind: 'taken', dispatch: 'D1' }] as const
    expect(await connector.settle!(rig.endpoint, results)).toEqual({ settled: true })
    expect(loginsOf(worker)).toBe(7)
  })

  test('in the middle of a document has it opened again, and brought whole', async () => {
    const content = Buffer.from(`%PDF-1.4 ${endedBy} ${'y'.repeat(300_000)}`)
    const sha256 = sha256Of(content)
    let opened = 0
    const own = openWorker(rig.endpoint.address, {
      documents: {
        async open() {
          opened += 1
          return { stream: Readable.from([content]), size: content.length }
        },
      },
    })
    await setSessions(rig.agentUrl, { callsPerSession: 1 })
    const parcel = newParcel()
    const document = { sha256, name: 'a.pdf', mediaType: 'application/pdf', size: content.length }
    const letter = { ...parcel.letter, documents: [document] }
    expect(await deliver([{ ...parcel, letter }], own)).toMatchObject([{ kind: 'delivered' }])
    expect(opened).toBe(2)
    expect(own.calls).toEqual([
      'POST /session',
      'GET /attachments',
      `PUT /attachments/${sha256}`,
      'POST /session',
      `PUT /attachments/${sha256}`,
      'POST /inwards',
      'POST /session',
      'POST /inwards',
    ])
  })
})

test('a call that had its effect before it was told that the session had ended finds its own file', async () => {
  await rig.knobs({ faults: [{ on: rig.deliveryCall, status: 401, afterEffect: true }] })
  const [parcel] = parcels(1) as [Parcel]
  expect(await deliver([parcel])).toMatchObject([
    { kind: 'duplicate', reference: expect.stringMatching(/^PRE-S/) as string, diary: {} },
  ])
  expect(await timesThere(parcel)).toBe(1)
})

test('a session is not used after the time that was stated, so that no call is made for nothing', async () => {
  await setSessions(rig.agentUrl, { validSeconds: 60 })
  await worker.connector.capabilities(rig.endpoint)
  worker.clock.pass(50_000)
  await worker.connector.capabilities(rig.endpoint)
  expect(loginsOf(worker)).toBe(1)
  worker.clock.pass(10_000)
  await worker.connector.capabilities(rig.endpoint)
  expect(worker.calls).toEqual([
    ...['POST /session', 'GET /about', 'GET /about'],
    ...['POST /session', 'GET /about'],
  ])
})

test('the same user with another password, or at another address, has a session of its own', async () => {
  await deliver(parcels(1))
  const settings = { ...SETTINGS, password: 'not-the-password' }
  const stranger = { ...rig.endpoint, settings }
  expect(await deliver(parcels(1), worker, stranger)).toMatchObject([{ kind: 'auth', code: 'http-401' }])
  expect(await deliver(parcels(1))).toMatchObject([{ kind: 'delivered' }])
  expect(loginsOf(worker)).toBe(2)
})

test('documents of one letter to many seats are asked about once, and brought once', async () => {
  const fresh = Buffer.from(`%PDF-1.4 ${'z'.repeat(2_000)}`)
  const sha256 = sha256Of(fresh)
  const own = openWorker(rig.endpoint.address, {
    documents: {
      open: (hash) =>
        hash === sha256
          ? Promise.resolve({ stream: Readable.from([fresh]), size: fresh.length })
          : documents.open(hash),
    },
  })
  const batch = parcels(5).map((parcel): Parcel => {
    const second = { sha256, name: 'b.pdf', mediaType: 'application/pdf', size: fresh.length }
    return { ...parcel, letter: { ...parcel.letter, documents: [...parcel.letter.documents, second] } }
  })
  expect((await deliver(batch, own)).map(({ kind }) => kind)).toEqual(batch.map(() => 'delivered'))
  expect(own.calls.filter((call) => call === 'GET /attachments')).toHaveLength(1)
  expect(own.calls.filter((call) => call === `PUT /attachments/${sha256}`)).toHaveLength(1)
})
