// Faults of a filing system over HTTP, each with what KCS makes of it.

import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { OVER_HTTP, type Rig, startRig } from '../rigs'

/** At once, or as a job that is done later. */
const TAKEN = expect.stringMatching(/^(delivered|handed-over)$/) as string
const GARBLED = { kind: 'retry-later', code: 'answer-garbled', inDoubt: true }

describe.each(OVER_HTTP)('%s', (mechanism) => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig(mechanism)
  })
  afterAll(() => rig.stop())
  afterEach(() => rig.knobs({ down: false, garbage: false, faults: [] }))

  const deliver = async (parcel = rig.parcel(), endpoint = rig.endpoint): Promise<Outcome> =>
    (await rig.connector.deliver(endpoint, [parcel]))[0]!.outcome
  const fault = (change: Record<string, unknown>) =>
    rig.knobs({ faults: [{ on: rig.deliveryCall, ...change }] })

  test('409 on our own delivery key counts as delivered', async () => {
    await fault({ status: 409 })
    expect(await deliver()).toEqual({ kind: 'duplicate' })
  })

  test.each([400, 413, 415, 422])('%i is never tried again', async (status) => {
    await fault({ status })
    expect(await deliver()).toEqual({ kind: 'never', code: `http-${status}` })
  })

  test.each([404, 405, 421])(
    '%i speaks against the way to the system, not against the letter: it is tried again',
    async (status) => {
      await fault({ status })
      expect(await deliver()).toEqual({ kind: 'retry-later', code: `http-${status}`, inDoubt: false })
    },
  )

  test.each([400, 422])(
    '%i with a page for people comes from another server: it is tried again',
    async (status) => {
      const later = { kind: 'retry-later', code: `http-${status}`, inDoubt: false }
      await fault({ status, body: 'Bad', headers: { 'content-type': 'text/html; charset=utf-8' } })
      expect(await deliver()).toEqual({ ...later, answer: `HTTP ${status} text/html; charset=utf-8 Bad` })
      await fault({ status, body: '<!DOCTYPE html>' })
      expect(await deliver()).toMatchObject(later)
    },
  )

  test('409 with a page for people is no word of the filing system: in doubt', async () => {
    await fault({ status: 409, body: '<html>' })
    expect(await deliver()).toMatchObject(GARBLED)
  })

  // Twice, for a system with sessions is asked once more in a new one.
  test.each([401, 403])('%i speaks against our credentials', async (status) => {
    await fault({ status, times: 2 })
    expect(await deliver()).toEqual({ kind: 'auth', code: `http-${status}` })
  })

  test('410 says that the system is gone for good', async () => {
    await fault({ status: 410 })
    expect(await deliver()).toEqual({ kind: 'gone', code: 'http-410' })
  })

  test.each([429, 503])('%i with Retry-After is busy for that time', async (status) => {
    await fault({ status, headers: { 'retry-after': '120' } })
    expect(await deliver()).toEqual({ kind: 'busy', code: `http-${status}`, afterMs: 120_000 })
  })

  test('503 without Retry-After is tried again later, without doubt', async () => {
    await fault({ status: 503 })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: 'http-503', inDoubt: false })
  })

  test('500 is tried again later', async () => {
    await fault({ status: 500 })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: 'http-500', inDoubt: false })
  })

  test.each([502, 504])('%i leaves in doubt what the server behind it did', async (status) => {
    await fault({ status })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: `http-${status}`, inDoubt: true })
  })

  test.each([301, 302, 307, 308])('%i is not followed', async (status) => {
    await fault({ status, headers: { location: `${rig.gateway.url}/v1/callbacks/elsewhere` } })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: `http-${status}`, inDoubt: false })
    expect(rig.gateway.callbacks).toEqual([])
  })

  test('a success with a body that cannot be read is in doubt, and the same key then finds the letter', async () => {
    await fault({ status: 201, body: '<html>', afterEffect: true })
    const parcel = rig.parcel()
    expect(await deliver(parcel)).toEqual({
      ...GARBLED,
      detail: expect.stringMatching(/^The body is not (JSON|XML)/) as string,
      answer: 'HTTP 201 <html>',
    })
    expect(await deliver(parcel)).toMatchObject({ kind: 'duplicate' })
    expect((await rig.arrived()).filter((key) => key === parcel.deliveryKey)).toHaveLength(1)
  })

  test('a body of a gigabyte is cut off and in doubt', async () => {
    await fault({ status: 201, mode: 'flood' })
    expect(await deliver()).toMatchObject({ ...GARBLED, detail: 'The answer is longer than 65536 bytes.' })
  })

  test('a body that drips is given up when the time is over, and in doubt', async () => {
    await fault({ status: 201, mode: 'drip' })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: 'timeout', inDoubt: true })
  })

  test('after a time-out the letter is in doubt, its status is known, and the same key brings no second one', async () => {
    await fault({ mode: 'hang', afterEffect: true })
    const parcel = rig.parcel()
    expect(await deliver(parcel)).toEqual({ kind: 'retry-later', code: 'timeout', inDoubt: true })
    expect(await rig.connector.status!(rig.endpoint, parcel)).toMatchObject({ kind: 'delivered' })
    expect(await deliver(parcel)).toMatchObject({ kind: 'duplicate' })
    expect((await rig.arrived()).filter((key) => key === parcel.deliveryKey)).toHaveLength(1)
  })

  test.each([400, 404, 405])(
    '%i to the question what became of a letter never fails the letter',
    async (status) => {
      await rig.knobs({ faults: [{ on: rig.statusCall, status }] })
      expect(await rig.connector.status!(rig.endpoint, rig.parcel())).toEqual({ kind: 'unseen' })
    },
  )

  test.each([401, 429, 503])('%i to that question is what it is to a letter', async (status) => {
    await rig.knobs({ faults: [{ on: rig.statusCall, times: 2, status, headers: { 'retry-after': '9' } }] })
    const kind = status === 401 ? 'auth' : 'busy'
    expect(await rig.connector.status!(rig.endpoint, rig.parcel())).toMatchObject({ kind })
  })

  test('a line that breaks after the call is in doubt', async () => {
    await fault({ mode: 'cut' })
    expect(await deliver()).toEqual({ kind: 'retry-later', code: 'connection-lost', inDoubt: true })
  })

  test('a refused connection leaves no doubt', async () => {
    const closed = await startRig(mechanism)
    await closed.stop()
    expect(await deliver(rig.parcel(), closed.endpoint)).toEqual({
      kind: 'retry-later',
      code: 'connection-refused',
      inDoubt: false,
    })
  })

  test('a name that does not exist leaves no doubt', async () => {
    const outcome = await deliver(rig.parcel(), { ...rig.endpoint, address: 'https://agent.invalid' })
    expect(outcome).toEqual({ kind: 'retry-later', code: 'name-not-found', inDoubt: false })
  })

  test('a system that was down is found again by the probe', async () => {
    await rig.knobs({ down: true })
    expect(await rig.connector.capabilities(rig.endpoint)).toHaveProperty('fault.kind', 'retry-later')
    await rig.knobs({ down: false })
    expect(await rig.connector.capabilities(rig.endpoint)).toHaveProperty('capabilities')
  })

  test('one bad letter of a batch does not hold up its neighbours', async () => {
    await fault({ status: 400 })
    const outcomes = await rig.connector.deliver({ ...rig.endpoint, concurrency: 1 }, [
      rig.parcel(),
      rig.parcel(),
      rig.parcel(),
    ])
    expect(outcomes.map(({ outcome }) => outcome.kind).sort()).toEqual([TAKEN, TAKEN, 'never'])
  })

  test('an office the system does not serve is refused with its code', async () => {
    const parcel = rig.parcel()
    const office = { ...parcel.recipient.office, code: 'ELSEWHERE' }
    const outcome = await deliver({ ...parcel, recipient: { ...parcel.recipient, office } })
    expect(outcome).toEqual({ kind: 'refused', code: 'not-for-this-office' })
  })

  test('a letter that is already taken is not given back', async () => {
    const parcel = rig.parcel()
    await deliver(parcel)
    await rig.take(parcel.deliveryKey)
    expect(await rig.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'taken' })
  })
})
