// What becomes of the job of a letter: filed, rejected, failed, withdrawn; and what DDFS says badly of it.

import { type Parcel } from '../../../connectors/connector'
import { letterOf } from '../../../connectors/ddfs/mapper'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { type Rig, startRig } from '../rigs'
import { newParcel, PDF } from '../specimen'
import { actOn, BENCH, jobsUnder, openWorker, setBench, type Worker } from './worker'

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
const statusOf = (parcel: Pick<Parcel, 'deliveryKey' | 'reference'>) =>
  worker.connector.status!(rig.endpoint, parcel)
const withdraw = (parcel: Parcel) => worker.connector.withdraw!(rig.endpoint, parcel)
const jobsOf = ({ deliveryKey }: Parcel) => jobsUnder(rig.agentUrl, deliveryKey)
const bench = (change: Record<string, unknown>) => setBench(rig.agentUrl, change)
/** What comes back in place of an answer. */
const says = (on: string, body: unknown, status = 200, headers = {}) =>
  rig.knobs({
    faults: [{ on, status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }],
  })
const saysOfJobs = (...jobs: unknown[]) => says('GET /office/letters', { jobs })

const filed = { jobId: 'J-1', state: 'FILED', diaryNo: 'DD/1/2026', diaryDay: '2026-11-22' }
const GARBLED = { kind: 'retry-later', code: 'answer-garbled', inDoubt: true }

describe('A letter', () => {
  test('arrives whole, in Malayalam too', async () => {
    const parcel = newParcel({ acknowledgeWithinSeconds: 7_200 })
    await deliver(parcel)
    const [job, ...others] = await jobsOf(parcel)
    expect(others).toEqual([])
    expect(job).toMatchObject({
      subject: parcel.letter.subject,
      letterNo: parcel.letter.letterNumber,
      despatchNo: parcel.letter.despatchNumber,
      purpose: 'ACTION',
      toOffice: 'CDIT',
      desk: 'Registrar',
      files: [{ name: 'ഉത്തരവ് order.pdf', mediaType: 'application/pdf', bytes: PDF.length }],
    })
    const page = await (await fetch(`${rig.agentUrl}/`)).text()
    expect(page).toContain('ഏകീകൃത വിനിമയ സേവനം: Unified Communication Service &lt;specimen&gt;')
    expect(page).not.toContain('<specimen>')
  })

  test('is the same on every try', () => {
    const parcel = newParcel({ purpose: 'information' })
    expect(letterOf({ ...parcel, attempt: 7 }, ['f'])).toEqual(letterOf(parcel, ['f']))
    expect(letterOf(parcel, ['f'])).toMatchObject({
      clientKey: parcel.deliveryKey,
      purpose: 'INFORMATION',
      kind: 'GO',
      letterDay: '2021-07-04',
      priority: 'URGENT',
      language: 'EN',
      files: [{ fileId: 'f' }],
    })
  })

  test('is handed over until its job is done; then it has the diary number of the office', async () => {
    await bench({ processMs: null })
    const parcel = rig.parcel()
    expect(await deliver(parcel)).toMatchObject({ kind: 'handed-over' })
    expect(await statusOf(parcel)).toMatchObject({ kind: 'handed-over', askAfterMs: 5_000 })
    await bench({ processMs: 0 })
    expect(await statusOf(parcel)).toEqual({
      kind: 'delivered',
      cause: 'delivered-by-agent',
      reference: (await jobsOf(parcel))[0]!.jobId,
      diary: {
        number: expect.stringMatching(/^PRE\/\d+\/\d{4}$/) as string,
        date: expect.any(Date) as Date,
      },
    })
  })

  test('is asked about after a wait of our own, where DDFS names none', async () => {
    await says(rig.deliveryCall, { jobId: 'J-1', state: 'QUEUED' }, 202)
    expect(await deliver(newParcel())).toEqual({
      ...{ kind: 'handed-over', reference: 'J-1', askAfterMs: 30_000 },
    })
  })

  test('may be filed at once, or lie there under our key, where DDFS says so', async () => {
    const diary = { number: 'DD/1/2026', date: new Date('2026-11-21T18:30:00Z') }
    await says(rig.deliveryCall, filed, 201)
    expect(await deliver(newParcel())).toMatchObject({ kind: 'delivered', reference: 'J-1', diary })
    await says(rig.deliveryCall, filed, 409)
    expect(await deliver(newParcel())).toEqual({ kind: 'duplicate', reference: 'J-1', diary })
  })
})

describe('A job that failed', () => {
  test('and may be sent again is sent again, and lies in the office once', async () => {
    await bench({ failJobs: 1 })
    const parcel = rig.parcel()
    await deliver(parcel)
    expect(await statusOf(parcel)).toEqual({ kind: 'unseen' })
    expect(await deliver({ ...parcel, attempt: 2 })).toMatchObject({ kind: 'handed-over' })
    expect(await statusOf(parcel)).toMatchObject({ kind: 'delivered' })
    expect((await jobsOf(parcel)).map(({ state }) => state)).toEqual(['FAILED', 'FILED'])
    expect((await rig.arrived()).filter((key) => key === parcel.deliveryKey)).toHaveLength(1)
  })

  test('for good ends the letter; an operator who sends it again finds no old job in the way', async () => {
    await bench({ failJobs: 1, failForGood: true })
    const parcel = rig.parcel()
    await deliver(parcel)
    expect(await statusOf(parcel)).toEqual({
      kind: 'never',
      code: 'job-failed',
      answer: expect.any(String) as string,
    })
    expect(await deliver({ ...parcel, attempt: 1 })).toMatchObject({ kind: 'handed-over' })
    expect(await statusOf(parcel)).toMatchObject({ kind: 'delivered' })
  })

  test.each([
    [true, { kind: 'retry-later', code: 'job-failed', inDoubt: false }],
    [false, { kind: 'never', code: 'job-failed' }],
  ])('at once is told at once (again: %s)', async (again, outcome) => {
    await says(rig.deliveryCall, { jobId: 'J-1', state: 'FAILED', again }, 202)
    expect(await deliver(newParcel())).toMatchObject(outcome)
  })
})

test.each([
  [['REJECTED', 'FILED'], 'delivered'],
  [['WITHDRAWN', 'QUEUED'], 'handed-over'],
  [['FAILED', 'REJECTED'], 'refused'],
  [['FAILED', 'WITHDRAWN'], 'never'],
  [['FAILED', 'FAILED'], 'unseen'],
])('of several jobs under one key (%s) the one that lies in an office counts', async (states, kind) => {
  const facts: Record<string, object> = {
    FILED: { diaryNo: 'DD/1/2026', diaryDay: '2026-11-22' },
    REJECTED: { fault: 'HAD_BEFORE' },
    FAILED: { again: true },
  }
  await saysOfJobs(...states.map((state, index) => ({ jobId: `J-${index}`, state, ...facts[state] })))
  expect(await statusOf(newParcel())).toMatchObject({ kind })
})

const codes = [
  ['OTHER_OFFICE', 'not-for-this-office'],
  ['NOT_READABLE', 'unreadable'],
  ['ENCLOSURE_MISSING', 'enclosure-missing'],
  ['NOT_SIGNED', 'not-signed'],
  ['WRONG_LANGUAGE', 'wrong-language'],
  ['HAD_BEFORE', 'duplicate-letter'],
  ['OTHER', 'other'],
] as const

describe('A refusal', () => {
  test.each(codes)('%s means %s, when the letter is sent and when its job is done', async (fault, code) => {
    const said = { fault, remarks: 'ഒപ്പില്ല', rightOffice: 'ITD' }
    const refused = { kind: 'refused', code, reason: 'ഒപ്പില്ല', rightOffice: 'ITD' }
    await says(rig.deliveryCall, said, 422)
    expect(await deliver(newParcel())).toEqual(refused)

    await bench({ reject: said })
    const parcel = rig.parcel()
    expect(await deliver(parcel)).toMatchObject({ kind: 'handed-over' })
    expect(await statusOf(parcel)).toEqual(refused)
    // And it is not sent once more.
    expect(await deliver(parcel)).toEqual(refused)
    expect(await jobsOf(parcel)).toHaveLength(1)
  })

  test('of a job with a code that is not known is one for another reason', async () => {
    await saysOfJobs({ jobId: 'J-1', state: 'REJECTED', fault: 'constructor', remarks: null })
    expect(await statusOf(newParcel())).toEqual({ kind: 'refused', code: 'other' })
  })

  test.each(['FORMAT', 'constructor', '__proto__'])(
    'is none with 422 and %s: the letter fails',
    async (fault) => {
      await says(rig.deliveryCall, JSON.stringify({ fault }), 422)
      expect(await deliver(newParcel())).toMatchObject({ kind: 'never', code: 'http-422' })
    },
  )
})

describe('An answer leaves the letter in doubt', () => {
  test.each([
    ['no diary number', { ...filed, diaryNo: '' }, '/jobs/0/diaryNo must not be empty'],
    [
      'a diary number of 10,000 characters',
      { ...filed, diaryNo: 'x'.repeat(10_000) },
      '/jobs/0/diaryNo must have at most 60 characters',
    ],
    ['a diary number of two lines', { ...filed, diaryNo: 'a\nb' }, '/jobs/0/diaryNo must not hold U+000A'],
    ['a day that does not exist', { ...filed, diaryDay: '2026-02-31' }, 'must be a day that exists'],
    ['a day in another form', { ...filed, diaryDay: '22/11/2026' }, 'must be a day as YYYY-MM-DD'],
    ['a day of nines', { ...filed, diaryDay: '9999-12-31' }, 'must lie between'],
    ['no job number', { ...filed, jobId: undefined }, '/jobs/0/jobId'],
    ['a list as job', [filed], '/jobs/0'],
  ])('with %s', async (_what, job, detail) => {
    await saysOfJobs(job)
    const outcome = await statusOf(newParcel())
    expect(outcome).toMatchObject(GARBLED)
    expect((outcome as { detail: string }).detail).toContain(detail)
  })

  test('where the answer to the letter itself is half of one', async () => {
    await says(rig.deliveryCall, '{"jobId":"J-1","state":', 202)
    expect(await deliver(newParcel())).toMatchObject({
      ...GARBLED,
      detail: 'The body ends before its JSON does.',
    })
  })
})

describe('A withdrawal', () => {
  test.each([null, 0])('takes a letter back that nobody has opened (processing: %s)', async (processMs) => {
    await bench({ processMs })
    const parcel = rig.parcel()
    await deliver(parcel)
    for (const _time of [1, 2]) expect(await withdraw(parcel)).toEqual({ kind: 'withdrawn' })
    await bench({ processMs: 0 })
    expect((await jobsOf(parcel)).map(({ state }) => state)).toEqual(['WITHDRAWN'])
    expect(await statusOf(parcel)).toMatchObject({ kind: 'never', code: 'withdrawn' })
    // A late try of the hand-over does not bring it back.
    expect(await deliver(parcel)).toMatchObject({ kind: 'never', code: 'withdrawn' })
    expect(await jobsOf(parcel)).toHaveLength(1)
  })

  test.each([
    { act: 'OPENED' },
    { act: 'PUT_IN_FILE', fileNo: 'A1/7' },
    { act: 'REJECTED', fault: 'NOT_SIGNED', remarks: 'no signature' },
  ])('comes too late after %j', async (body) => {
    const parcel = rig.parcel()
    await deliver(parcel)
    await actOn(rig.agentUrl, parcel.deliveryKey, body)
    expect(await withdraw(parcel)).toEqual({ kind: 'taken' })
  })

  test('of a letter that was never sent, or whose job failed, finds nothing', async () => {
    expect(await withdraw(rig.parcel())).toEqual({ kind: 'unseen' })
    await bench({ failJobs: 1 })
    const parcel = rig.parcel()
    await deliver(parcel)
    expect(await withdraw(parcel)).toEqual({ kind: 'unseen' })
  })

  test('whose answer was lost is repeated and says the same', async () => {
    const parcel = rig.parcel()
    await deliver(parcel)
    await rig.knobs({ faults: [{ on: 'POST /office/letters/withdrawal', mode: 'cut', afterEffect: true }] })
    expect(await withdraw(parcel)).toEqual({ kind: 'failed', code: 'connection-lost' })
    expect(await withdraw(parcel)).toEqual({ kind: 'withdrawn' })
  })
})
