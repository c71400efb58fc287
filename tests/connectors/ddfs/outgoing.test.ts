// What DDFS has for KCS, as it might write it, well and badly: recorded entries, read in our words, and what it is told of them.

import { type CollectedLetter, type CollectPage } from '../../../connectors/collect'
import { get } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'
import { newOutgoing, newParcel, PDF, PDF_SHA256 } from '../specimen'
import { actOn, openWorker, type Worker } from './worker'

let rig: Rig
let worker: Worker
beforeEach(async () => {
  rig = await startRig('ddfs')
  worker = openWorker(rig.endpoint.address)
})
afterEach(() => rig.stop())

async function collect(after: string | null = null): Promise<CollectPage> {
  const answer = await worker.connector.collect!(rig.endpoint, after)
  if ('fault' in answer) throw new Error(JSON.stringify(answer))
  return answer
}
/** What is read of entries as DDFS might write them. */
async function read(...entries: unknown[]): Promise<CollectPage> {
  const body = JSON.stringify({ entries, last: 9, more: false })
  await rig.knobs({ faults: [{ on: 'GET /office/outgoing', status: 200, body }] })
  return collect()
}
const settle = (...results: Parameters<NonNullable<Worker['connector']['settle']>>[1]) =>
  worker.connector.settle!(rig.endpoint, results)
const items = async () => (await get<{ items: object[] }>(`${rig.agentUrl}/desk/outbox`)).items

const clientKey = newParcel().deliveryKey
const letter = {
  number: 8,
  type: 'LETTER',
  id: 'DTE/2026/77',
  version: 3,
  office: 'DTE',
  desk: 'DTE/SO',
  kind: 'CIRCULAR',
  subject: 'പ്രവേശനം: admission',
  letterNo: 'A1/77/2026',
  letterDay: '2026-11-22',
  fileNo: 'A1-77/2026',
  subjectCode: 'ADMISSION',
  priority: 'IMMEDIATE',
  language: 'ML',
  to: [
    { office: 'ITD', purpose: 'ACTION' },
    { desk: 'CDIT/REG', purpose: 'INFORMATION' },
    { group: 'polytechnics', purpose: 'ACTION' },
  ],
  replySeconds: 3600,
  riseSeconds: 7200,
  files: [
    { fileId: 'A-1_x', name: 'കത്ത്.pdf', mediaType: 'application/pdf', bytes: 7, sha256: 'AB'.repeat(32) },
    { fileId: 'B', name: 'map.png' },
  ],
}
const act = { number: 9, type: 'ACT', id: 'a1', clientKey, at: '2026-11-22T11:00:00+05:30' }

test('a letter of an office is read in our words, with all that it states', async () => {
  const { letters, reports, next, hasMore } = await read(letter)
  expect({ reports, next, hasMore }).toEqual({ reports: [], next: '9', hasMore: false })
  const open = expect.any(Function) as () => never
  expect(letters).toEqual([
    {
      key: 'DTE/2026/77',
      version: '3',
      kind: 'circular',
      sender: { office: 'DTE', seat: 'DTE/SO' },
      subject: 'പ്രവേശനം: admission',
      letterNumber: 'A1/77/2026',
      letterDate: '2026-11-22',
      fileNumber: 'A1-77/2026',
      subjectCode: 'ADMISSION',
      urgency: 'immediate',
      language: 'ml',
      recipients: [
        { office: 'ITD', purpose: 'action' },
        { seat: 'CDIT/REG', purpose: 'information' },
        { group: 'polytechnics', purpose: 'action' },
      ],
      documents: [
        { name: 'കത്ത്.pdf', mediaType: 'application/pdf', size: 7, sha256: 'AB'.repeat(32), open },
        { name: 'map.png', open },
      ],
      times: { acknowledgeWithinSeconds: 3600, escalateEverySeconds: 7200 },
    },
  ])
})

test('what a letter need not state is left out', async () => {
  const { type, id, office, kind, subject, letterNo, letterDay, to } = letter
  const { letters } = await read({
    type,
    id,
    office,
    kind,
    subject,
    letterNo,
    letterDay,
    to,
    files: [],
    desk: null,
  })
  expect(Object.keys(letters[0]!).sort()).toEqual(
    ['documents', 'key', 'kind', 'letterDate', 'letterNumber', 'recipients', 'sender', 'subject'].sort(),
  )
  expect(letters[0]).toMatchObject({ sender: { office: 'DTE' }, documents: [] })
})

test('each act of an office is read in our words', async () => {
  const { reports } = await read(
    { ...act, id: '1', act: 'ACKNOWLEDGED', diaryNo: 'DTE/9', diaryDay: '2026-11-22' },
    { ...act, id: '2', act: 'OPENED' },
    { ...act, id: '3', act: 'MOVED', fromDesk: 'SO', toDesk: 'US', fileNo: 'A1/12' },
    { ...act, id: '4', act: 'PUT_IN_FILE', desk: 'SO', fileNo: 'A1/12' },
    { ...act, id: '5', act: 'CLOSED' },
    { ...act, id: '6', act: 'REJECTED', fault: 'NOT_SIGNED', remarks: 'ഒപ്പില്ല', rightOffice: 'ITD' },
    { ...act, id: '7', act: 'RETURNED', remarks: 'not ours' },
  )
  const base = { deliveryKey: clientKey, at: new Date('2026-11-22T05:30:00Z') }
  const date = new Date('2026-11-21T18:30:00Z')
  expect(reports).toEqual([
    { ...base, key: '1', kind: 'acknowledged', diary: { number: 'DTE/9', date } },
    { ...base, key: '2', kind: 'opened' },
    { ...base, key: '3', kind: 'movement', desk: { from: 'SO', to: 'US', file: 'A1/12' } },
    { ...base, key: '4', kind: 'filed', desk: { to: 'SO', file: 'A1/12' } },
    { ...base, key: '5', kind: 'closed' },
    { ...base, key: '6', kind: 'refused', code: 'not-signed', reason: 'ഒപ്പില്ല', rightOffice: 'ITD' },
    { ...base, key: '7', kind: 'returned', reason: 'not ours' },
  ])
})

test.each([
  ['without an id', { id: undefined }, null, '/id'],
  ['with a day that does not exist', { letterDay: '2026-02-31' }, 'DTE/2026/77', '/letterDay'],
  ['of a kind that is not known', { kind: 'POSTCARD' }, 'DTE/2026/77', '/kind'],
  [
    'whose file leads elsewhere',
    { files: [{ fileId: '../../etc', name: 'a.pdf' }] },
    'DTE/2026/77',
    '/files/0/fileId',
  ],
  ['without recipients', { to: undefined }, 'DTE/2026/77', '/to'],
])(
  'a letter %s is told of with its place, and its neighbours are read',
  async (_what, change, key, pointer) => {
    const { letters } = await read({ ...letter, ...change }, { ...letter, id: 'other' })
    expect(letters).toMatchObject([
      { kind: 'unread', key, version: '3', errors: [{ pointer }] },
      { key: 'other', kind: 'circular' },
    ])
  },
)

test.each([
  [
    'with a diary number of 10,000 characters',
    { act: 'ACKNOWLEDGED', diaryNo: 'x'.repeat(10_000), diaryDay: '2026-11-22' },
    '/diaryNo',
  ],
  [
    'with a day that does not exist',
    { act: 'ACKNOWLEDGED', diaryNo: '1', diaryDay: '2026-02-31' },
    '/diaryDay',
  ],
  ['at a time without a zone', { act: 'OPENED', at: '2026-11-22T11:00:00' }, '/at'],
  ['of a letter that is not ours', { act: 'OPENED', clientKey: 'x' }, '/clientKey'],
  ['of a kind that is not known', { act: 'BURNT' }, '/act'],
  ['of another type', { type: 'FAX' }, '/type'],
])('an act %s is told of with its place, and its neighbours are read', async (_what, change, pointer) => {
  const { reports } = await read({ ...act, ...change }, { ...act, id: 'a2', act: 'OPENED' })
  expect(reports).toMatchObject([{ kind: 'unread', key: 'a1', errors: [{ pointer }] }, { kind: 'opened' }])
})

test('an entry that is nothing at all holds up no other', async () => {
  const { letters, reports } = await read(null, 7, 'x', [], letter)
  expect(letters).toMatchObject([{ key: 'DTE/2026/77' }])
  expect(reports.map(({ kind }) => kind)).toEqual(['unread', 'unread', 'unread', 'unread'])
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['a page for people', { status: 200, body: '<html>' }, { code: 'answer-garbled' }],
  ['half an answer', { status: 200, body: '{"entries":[' }, { code: 'answer-garbled' }],
  ['a gigabyte', { mode: 'flood' }, { code: 'answer-garbled' }],
  ['a byte now and then', { mode: 'drip' }, { code: 'timeout' }],
  ['nothing', { mode: 'hang' }, { code: 'timeout' }],
  ['a cut line', { mode: 'cut' }, { code: 'connection-lost' }],
  ['a place elsewhere', { status: 307, headers: { location: '/x' } }, { code: 'http-307' }],
  ['a refusal of our token', { status: 401 }, { kind: 'auth' }],
  ['a word to wait', { status: 503, headers: { 'retry-after': '60' } }, { kind: 'busy', afterMs: 60_000 }],
  ['that it is gone', { status: 410 }, { kind: 'gone' }],
])(
  'a collection that meets %s is a fault, and the next one has everything',
  async (_what, fault, outcome) => {
    await rig.originate({ id: 'L1' })
    await rig.knobs({ faults: [{ on: 'GET /office/outgoing', ...fault }] })
    expect(await worker.connector.collect!(rig.endpoint, null)).toMatchObject({ fault: outcome })
    expect((await collect()).letters).toMatchObject([{ key: 'L1' }])
  },
)

test('what the offices of the reference DDFS write and do is offered in its order, until it was taken', async () => {
  await rig.originate({ id: 'L1' })
  const parcel = rig.parcel()
  await worker.connector.deliver(rig.endpoint, [parcel])
  await actOn(rig.agentUrl, parcel.deliveryKey, { act: 'MOVED', toDesk: 'ക്ലർക്ക്' })
  await rig.originate({ id: 'L2' })
  const first = await collect()
  expect(first.letters.map(({ key }) => key)).toEqual(['L1', 'L2'])
  expect(first.reports).toMatchObject([{ kind: 'movement', desk: { from: 'Registrar', to: 'ക്ലർക്ക്' } }])
  expect(first).toMatchObject({ next: '3', hasMore: false })
  expect(await collect('3')).toMatchObject({ letters: [], reports: [], next: '3' })

  const report = first.reports[0] as { key: string }
  const refused = {
    of: 'letter',
    key: 'L2',
    kind: 'refused',
    errors: [{ pointer: '/to', detail: 'is closed' }],
  } as const
  const taken = { of: 'letter', key: 'L1', kind: 'taken', dispatch: '01KD' } as const
  for (const _time of [1, 2])
    expect(await settle(taken, refused, { of: 'report', key: report.key, kind: 'taken' })).toEqual({
      settled: true,
    })
  expect(await items()).toMatchObject([
    { id: 'L1', state: 'taken', answer: '01KD' },
    { id: 'L2', state: 'rejected', answer: '/to is closed' },
  ])
  expect((await collect()).letters).toMatchObject([{ key: 'L2', version: '1' }])
  await rig.originate({ ...newOutgoing({ id: 'L2' }), subject: 'corrected' })
  expect((await collect('3')).letters).toMatchObject([{ key: 'L2', version: '2', subject: 'corrected' }])
  expect((await collect()).reports).toEqual([])
})

test('pages end, and each begins where the one before ended', async () => {
  for (let count = 0; count < 120; count += 1) await rig.originate({ id: `L${count}`, documents: [] })
  const first = await collect()
  expect(first).toMatchObject({ next: '100', hasMore: true })
  const second = await collect(first.next)
  expect(second).toMatchObject({ next: '120', hasMore: false })
  const keys = [...first.letters, ...second.letters].map(({ key }) => key)
  expect(keys).toEqual(Array.from({ length: 120 }, (_, count) => `L${count}`))
})

test('a document is fetched as it was written, and again; one that is not there is a fault', async () => {
  await rig.originate({ id: 'L1' })
  const { documents } = (await collect()).letters[0] as CollectedLetter
  expect(documents).toMatchObject([{ name: 'റിപ്പോർട്ട് report.pdf', sha256: PDF_SHA256 }])
  for (const _time of [1, 2]) {
    const opened = await documents[0]!.open()
    if ('fault' in opened) throw new Error(JSON.stringify(opened))
    expect(Buffer.concat((await opened.stream.toArray()) as Buffer[])).toEqual(PDF)
  }
  const { letters } = await read(letter)
  expect(await (letters[0] as CollectedLetter).documents[0]!.open()).toMatchObject({
    fault: { kind: 'retry-later', code: 'http-404' },
  })
})

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ status: 500 }, { kind: 'retry-later', code: 'http-500' }],
  [
    { mode: 'cut', afterEffect: true },
    { kind: 'retry-later', code: 'connection-lost' },
  ],
  [{ status: 401 }, { kind: 'auth' }],
])('verdicts that did not come through (%j) are a fault, and can be given again', async (fault, outcome) => {
  await rig.originate({ id: 'L1' })
  await rig.knobs({ faults: [{ on: 'POST /office/outgoing/verdicts', ...fault }] })
  const taken = { of: 'letter', key: 'L1', kind: 'taken', dispatch: '01KD' } as const
  expect(await settle(taken)).toMatchObject({ fault: outcome })
  expect(await settle(taken)).toEqual({ settled: true })
  expect(await items()).toMatchObject([{ id: 'L1', state: 'taken', answer: '01KD' }])
})
