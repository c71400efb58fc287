// What ILGMS says of letters: slips, refusals, states of many letters in one call, and what it says badly.

import { type Parcel } from '../../../connectors/connector'
import { inwardOf } from '../../../connectors/ilgms/mapper'
import { type Outcome } from '../../../domain/letters/delivery/outcome'
import { get, post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'
import { newParcel, PDF, PDF_SHA256 } from '../specimen'
import { openWorker, type Worker } from './worker'

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

const deliver = async (parcel: Parcel): Promise<Outcome> =>
  (await worker.connector.deliver(rig.endpoint, [parcel]))[0]!.outcome
const statusOf = (parcel: Pick<Parcel, 'deliveryKey' | 'reference'>) =>
  worker.connector.status!(rig.endpoint, parcel)
const act = (parcel: Parcel, body: unknown) =>
  post(`${rig.agentUrl}/desk/inwards/${parcel.deliveryKey}/acts`, body)
/** What comes back in place of the answer to a hand-over, or to a question. */
const says = (on: string, body: unknown, status = 200) =>
  rig.knobs({
    faults: [{ on, status, body: typeof body === 'string' ? body : JSON.stringify(body), times: 2 }],
  })
const shown = async ({ deliveryKey }: Parcel) => {
  const { inwards } = await get<{ inwards: Record<string, unknown>[] }>(`${rig.agentUrl}/desk/inwards`)
  return inwards.filter(({ letterKey }) => letterKey === deliveryKey)
}

const slip = { slipNo: 'GP-S1', fileNo: 'GP/1/2026', fileDate: '22-11-2026' }
const GARBLED = { kind: 'retry-later', code: 'answer-garbled', inDoubt: true }

test('a tapal is entered as a file at the front office, whole, in Malayalam too, and the slip promises a time', async () => {
  const parcel = newParcel({ acknowledgeWithinSeconds: 7_200 })
  expect(await deliver(parcel)).toMatchObject({
    kind: 'delivered',
    reference: expect.stringMatching(/^PRE-S\d+$/) as string,
    diary: { number: expect.stringMatching(/^PRE\/\d+\/\d{4}$/) as string, date: expect.any(Date) as Date },
  })
  expect(await shown(parcel)).toMatchObject([
    {
      subject: parcel.letter.subject,
      letterNo: parcel.letter.letterNumber,
      nature: 'FOR_ACTION',
      toOffice: 'CDIT',
      state: 'ENTERED',
      seat: 'Registrar',
      attachments: [{ sha256: PDF_SHA256, fileName: 'ഉത്തരവ് order.pdf', bytes: PDF.length }],
      slip: {
        serviceDeliveryTime: expect.stringMatching(/^\d{2}-\d{2}-\d{4} \d{2}:\d{2}:\d{2}$/) as string,
      },
    },
  ])
  const page = await (await fetch(`${rig.agentUrl}/desk/inwards/${parcel.deliveryKey}/slip`)).text()
  expect(page).toContain('Service delivery time')
  expect(page).toContain('ഏകീകൃത വിനിമയ സേവനം: Unified Communication Service &lt;specimen&gt;')
})

test('it says the same on every try, with days as they are written in a panchayat', () => {
  const parcel = newParcel({ purpose: 'information' })
  expect(inwardOf({ ...parcel, attempt: 7 })).toEqual(inwardOf(parcel))
  expect(inwardOf(parcel)).toMatchObject({
    letterKey: parcel.deliveryKey,
    nature: 'FOR_INFORMATION',
    letterType: 'GO',
    letterDate: '04-07-2021',
    priority: 'URGENT',
    language: 'ENG',
  })
})

test('the slip becomes reference, diary number and its day in Kerala', async () => {
  await says(rig.deliveryCall, { ...slip, serviceDeliveryTime: 'at some time', more: [1] }, 201)
  expect(await deliver(newParcel())).toEqual({
    kind: 'delivered',
    cause: 'delivered-by-agent',
    reference: 'GP-S1',
    diary: { number: 'GP/1/2026', date: new Date('2026-11-21T18:30:00Z') },
  })
})

test.each([
  ['no file number', { ...slip, fileNo: '' }, '/fileNo must not be empty'],
  [
    'a file number of 10,000 characters',
    { ...slip, fileNo: 'x'.repeat(10_000) },
    '/fileNo must have at most 60 characters',
  ],
  ['a file number of two lines', { ...slip, fileNo: 'a\nb' }, '/fileNo must not hold U+000A'],
  ['a day that does not exist', { ...slip, fileDate: '31-02-2026' }, '/fileDate must be a day that exists'],
  ['a day in another form', { ...slip, fileDate: '2026-11-22' }, '/fileDate must be a day as DD-MM-YYYY'],
  ['a day of nines', { ...slip, fileDate: '31-12-9999' }, '/fileDate must lie between'],
  ['no slip number', { ...slip, slipNo: undefined }, '/slipNo is missing'],
  ['a list', [slip], ' must be an object'],
  ['half of it', '{"slipNo":"GP-S1","fileNo":', 'The body ends before its JSON does.'],
])('a slip with %s leaves the letter in doubt', async (_what, body, detail) => {
  await says(rig.deliveryCall, body, 201)
  const outcome = await deliver(newParcel())
  expect(outcome).toMatchObject(GARBLED)
  expect((outcome as { detail: string }).detail).toContain(detail.trim())
})

test('a truncated answer leaves the letter in doubt, and the file is found by its key', async () => {
  await rig.knobs({
    faults: [
      {
        on: rig.deliveryCall,
        status: 201,
        headers: { 'content-length': '500' },
        body: '{"slip',
        afterEffect: true,
      },
    ],
  })
  const parcel = newParcel()
  expect(await deliver(parcel)).toMatchObject({ kind: 'retry-later', inDoubt: true })
  expect(await statusOf(parcel)).toMatchObject({ kind: 'delivered', diary: {} })
  expect(await deliver(parcel)).toMatchObject({ kind: 'duplicate', diary: {} })
  expect(await shown(parcel)).toHaveLength(1)
})

test.each([
  ['NOT_THIS_LOCAL_BODY', 'not-for-this-office'],
  ['NOT_LEGIBLE', 'unreadable'],
  ['ENCLOSURE_MISSING', 'enclosure-missing'],
  ['NO_SIGNATURE', 'not-signed'],
  ['LANGUAGE', 'wrong-language'],
  ['ALREADY_ENTERED', 'duplicate-letter'],
  ['OTHER', 'other'],
])('%s refuses as %s, with the right office where it is known', async (errorCode, code) => {
  await says(rig.deliveryCall, { errorCode, rightOfficeCode: 'GP-ADI' }, 422)
  expect(await deliver(newParcel())).toEqual({ kind: 'refused', code, rightOffice: 'GP-ADI' })
})

test.each(['FORMAT', 'constructor', '__proto__'])(
  '422 with %s is no refusal: the letter fails',
  async (errorCode) => {
    await says(rig.deliveryCall, JSON.stringify({ errorCode }), 422)
    expect(await deliver(newParcel())).toMatchObject({ kind: 'never', code: 'http-422' })
  },
)

test('documents that a proxy lost meanwhile have the letter wait, without doubt', async () => {
  await says('GET /office/attachments', { held: [PDF_SHA256, 'f'.repeat(64)] })
  const parcel = newParcel()
  const document = { ...parcel.letter.documents[0]!, sha256: 'f'.repeat(64) }
  const letter = { ...parcel.letter, documents: [document] }
  expect(await deliver({ ...parcel, letter })).toMatchObject({
    kind: 'retry-later',
    code: 'http-503',
    inDoubt: false,
  })
})

test.each([
  ['answered with 500', { status: 500 }, { code: 'http-500' }],
  ['cut', { mode: 'cut' }, { code: 'connection-lost' }],
  ['answered with a page', { status: 200, body: '<html>' }, { code: 'answer-garbled' }],
])(
  'a question for documents that is %s enters nothing and leaves no doubt',
  async (_how, change, outcome) => {
    await rig.knobs({ faults: [{ on: 'GET /office/attachments', ...change }] })
    expect(await deliver(newParcel())).toMatchObject({ kind: 'retry-later', inDoubt: false, ...outcome })
    expect(worker.calls).not.toContain('POST /inwards')
  },
)

describe('states', () => {
  test('of many letters are asked for in one call, each with its own answer', async () => {
    const parcels = [newParcel(), newParcel(), newParcel()] as [Parcel, Parcel, Parcel]
    for (const parcel of parcels.slice(1)) await deliver(parcel)
    await act(parcels[2], {
      event: 'REJECTED',
      errorCode: 'NO_SIGNATURE',
      remarks: 'ഒപ്പില്ല',
      rightOfficeCode: 'ITD',
    })
    worker.calls.length = 0
    const states = await Promise.all(parcels.map(statusOf))
    expect(states).toMatchObject([
      { kind: 'unseen' },
      { kind: 'delivered', reference: expect.any(String) as string },
      { kind: 'refused', code: 'not-signed', rightOffice: 'ITD' },
    ])
    expect(worker.calls).toEqual(['GET /inwards'])
  })

  test('go in several calls where there are more than one call bears', async () => {
    await worker.connector.capabilities(rig.endpoint)
    worker.calls.length = 0
    const states = await Promise.all(Array.from({ length: 120 }, () => statusOf(newParcel())))
    expect(new Set(states.map(({ kind }) => kind))).toEqual(new Set(['unseen']))
    expect(worker.calls).toEqual(['GET /inwards', 'GET /inwards', 'GET /inwards'])
  })

  test('are told in our words', async () => {
    const keyed: [string, unknown][] = [
      ['ENTERED', { kind: 'delivered' }],
      ['OPENED', { kind: 'delivered' }],
      ['IN_FILE', { kind: 'delivered' }],
      ['DISPOSED', { kind: 'delivered' }],
      ['RETURNED', { kind: 'delivered' }],
      ['CANCELLED', { kind: 'never', code: 'withdrawn' }],
      ['REJECTED', { kind: 'refused', code: 'other' }],
    ]
    const parcels = keyed.map(() => newParcel())
    const letters = keyed.map(([state], index) => ({
      letterKey: parcels[index]!.deliveryKey,
      state,
      ...slip,
    }))
    await says('GET /office/inwards', { letters: letters.reverse() })
    expect(await Promise.all(parcels.map(statusOf))).toMatchObject(keyed.map(([, answer]) => answer))
  })

  test('that cannot be read, or are left out, hide none of the others', async () => {
    const [good, bad, missing] = [newParcel(), newParcel(), newParcel()] as [Parcel, Parcel, Parcel]
    await says('GET /office/inwards', {
      letters: [
        null,
        7,
        { letterKey: bad.deliveryKey, state: 'LOST', ...slip },
        { letterKey: good.deliveryKey, state: 'OPENED', ...slip },
      ],
    })
    expect(await Promise.all([good, bad, missing].map(statusOf))).toMatchObject([
      { kind: 'delivered', reference: 'GP-S1' },
      GARBLED,
      { ...GARBLED, detail: '/letters says nothing of a letter key' },
    ])
  })

  test('are in doubt where the whole answer is a page or a gigabyte', async () => {
    await says('GET /office/inwards', '<html>')
    expect(await statusOf(newParcel())).toMatchObject(GARBLED)
    await rig.knobs({ faults: [{ on: 'GET /office/inwards', status: 200, mode: 'flood' }] })
    expect(await statusOf(newParcel())).toMatchObject(GARBLED)
  })
})

test('what was cancelled, rejected or returned is not acted on any more; what was opened is not cancelled', async () => {
  const [first, second] = [newParcel(), newParcel()] as [Parcel, Parcel]
  await deliver(first)
  await deliver(second)
  expect(await worker.connector.withdraw!(rig.endpoint, first)).toEqual({ kind: 'withdrawn' })
  await expect(act(first, { event: 'OPENED' })).rejects.toThrow('NOT_AT_A_SEAT')
  expect(await statusOf(first)).toEqual({
    kind: 'never',
    code: 'withdrawn',
    answer: expect.any(String) as string,
  })
  await act(second, { event: 'OPENED' })
  expect(await worker.connector.withdraw!(rig.endpoint, second)).toEqual({ kind: 'taken' })
})

test.each([
  ['a cut line', { mode: 'cut' }, 'connection-lost'],
  ['status 500', { status: 500 }, 'http-500'],
])('a withdrawal that meets %s has failed, and may be repeated', async (_what, change, code) => {
  const parcel = newParcel()
  await deliver(parcel)
  await rig.knobs({ faults: [{ on: `POST /office/inwards/${parcel.deliveryKey}/cancel`, ...change }] })
  expect(await worker.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'failed', code })
  expect(await worker.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'withdrawn' })
})
