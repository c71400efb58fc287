// Rows of the outbox as ILGMS might write them, well and badly: recorded answers, read in the words of KCS.

import { type CollectedLetter, type CollectPage } from '../../../connectors/collect'
import { type Rig, startRig } from '../rigs'
import { newParcel } from '../specimen'
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

/** What is read of rows as ILGMS might write them. */
async function readRows(...rows: unknown[]): Promise<CollectPage> {
  const body = JSON.stringify({ rows, lastRow: 9, more: false })
  await rig.knobs({ faults: [{ on: 'GET /office/outbox', status: 200, body }] })
  const answer = await worker.connector.collect!(rig.endpoint, null)
  if ('fault' in answer) throw new Error(JSON.stringify(answer))
  return answer
}

const letterKey = newParcel().deliveryKey
const letter = {
  row: 8,
  type: 'LETTER',
  letterId: 'GP-ADI/2026/77',
  revision: 3,
  letterType: 'CIRCULAR',
  officeCode: 'GP-ADI',
  seatCode: 'GP-ADI/SEC',
  subject: 'കുടിവെള്ള വിതരണം: drinking water',
  letterNo: 'A1/77/2026',
  letterDate: '22-11-2026',
  fileNo: 'A1-77/2026',
  subjectCode: 'WATER',
  priority: 'TOP_URGENT',
  language: 'MAL',
  to: [{ officeCode: 'ITD', copy: false }, { seatCode: 'CDIT/REG', copy: true }, { groupCode: 'gp-idukki' }],
  takeWithinSeconds: 3600,
  riseEverySeconds: 7200,
  attachments: [
    {
      attachmentId: 'A-1_x',
      fileName: 'കത്ത്.pdf',
      fileType: 'application/pdf',
      bytes: 7,
      sha256: 'AB'.repeat(32),
    },
    { attachmentId: 'B', fileName: 'map.png' },
  ],
}
const event = { row: 9, type: 'EVENT', eventId: 'e1', letterKey, at: '22-11-2026 11:00:00' }

test('a letter of a panchayat is read in our words, with all that it states', async () => {
  const page = await readRows(letter)
  expect(page).toMatchObject({ reports: [], next: '9', hasMore: false })
  expect(page.letters).toEqual([
    {
      key: 'GP-ADI/2026/77',
      version: '3',
      kind: 'circular',
      sender: { office: 'GP-ADI', seat: 'GP-ADI/SEC' },
      subject: 'കുടിവെള്ള വിതരണം: drinking water',
      letterNumber: 'A1/77/2026',
      letterDate: '2026-11-22',
      fileNumber: 'A1-77/2026',
      subjectCode: 'WATER',
      urgency: 'immediate',
      language: 'ml',
      recipients: [
        { office: 'ITD', purpose: 'action' },
        { seat: 'CDIT/REG', purpose: 'information' },
        { group: 'gp-idukki', purpose: 'action' },
      ],
      documents: [
        {
          ...{ name: 'കത്ത്.pdf', mediaType: 'application/pdf', size: 7, sha256: 'AB'.repeat(32) },
          open: expect.any(Function) as unknown,
        },
        { name: 'map.png', open: expect.any(Function) as unknown },
      ],
      times: { acknowledgeWithinSeconds: 3600, escalateEverySeconds: 7200 },
    },
  ])
})

test('a letter that states only what it must is read, with null for what is left out', async () => {
  const { letterId, letterType, officeCode, subject, letterNo, letterDate, to, attachments } = letter
  const bare = {
    type: 'LETTER',
    letterId,
    letterType,
    officeCode,
    subject,
    letterNo,
    letterDate,
    to,
    attachments,
  }
  const page = await readRows({ ...bare, seatCode: null, priority: null, unknown: { deep: [1] } })
  expect(page.letters).toMatchObject([{ key: letterId, sender: { office: 'GP-ADI' } }])
  const [read] = page.letters as [CollectedLetter]
  for (const name of ['version', 'urgency', 'language', 'fileNumber', 'times'])
    expect(read).not.toHaveProperty(name)
})

test.each([
  ['a day that does not exist', { letterDate: '31-02-2026' }, '/letterDate', 'must be a day that exists'],
  ['a day in another form', { letterDate: '2026-11-22' }, '/letterDate', 'must be a day as DD-MM-YYYY'],
  [
    'a day of nines',
    { letterDate: '31-12-9999' },
    '/letterDate',
    'must lie between 1900-01-01 and 2199-12-31',
  ],
  [
    'a kind that is not known',
    { letterType: 'TELEX' },
    '/letterType',
    'must be LETTER or GO or CIRCULAR or MEMO or NOTE or REPLY',
  ],
  ['no addressees', { to: undefined }, '/to', 'is missing'],
  ['a subject that is a number', { subject: 7 }, '/subject', 'must be a text, not a number'],
  [
    'an attachment that leads elsewhere',
    { attachments: [{ attachmentId: '../../session', fileName: 'a.pdf' }] },
    '/attachments/0/attachmentId',
    'must be an id of letters, digits, - and _',
  ],
  [
    'a hash that is none',
    { attachments: [{ attachmentId: 'A', fileName: 'a.pdf', sha256: 'xyz' }] },
    '/attachments/0/sha256',
    'must be 64 hexadecimal digits',
  ],
  [
    'a size below nothing',
    { attachments: [{ attachmentId: 'A', fileName: 'a.pdf', bytes: -1 }] },
    '/attachments/0/bytes',
    'must be at least 0',
  ],
])(
  'a letter with %s is named with its place, and its neighbours are read',
  async (_what, change, pointer, detail) => {
    const page = await readRows(
      { ...letter, ...change },
      { ...letter, letterId: 'next' },
      { ...event, event: 'OPENED' },
    )
    expect(page.letters).toMatchObject([
      { kind: 'unread', key: 'GP-ADI/2026/77', version: '3', errors: [{ pointer, detail }] },
      { kind: 'circular', key: 'next' },
    ])
    expect(page.reports).toMatchObject([{ kind: 'opened' }])
  },
)

test.each([
  ['no id', { letterId: undefined }],
  ['an id of 10,000 characters', { letterId: 'x'.repeat(10_000) }],
  ['an id of two lines', { letterId: 'a\nb' }],
])('a letter with %s is unread, under no key', async (_what, change) => {
  expect((await readRows({ ...letter, ...change })).letters).toMatchObject([
    { kind: 'unread', key: null, errors: [{ pointer: '/letterId' }] },
  ])
})

test('each kind of event is read in our words, its time as one of Kerala', async () => {
  const at = new Date('2026-11-22T05:30:00Z')
  const page = await readRows(
    { ...event, event: 'ENTERED', fileNo: 'GP/7/2026', fileDate: '22-11-2026' },
    { ...event, event: 'OPENED', at: '22-11-2026 11:00' },
    { ...event, event: 'MOVED', fromSeat: 'Clerk A1', toSeat: 'സെക്രട്ടറി', fileNo: 'A1/7' },
    { ...event, event: 'PUT_IN_FILE', seat: 'Clerk A1', fileNo: 'A1/7' },
    { ...event, event: 'DISPOSED', at: '22-11-2026 23:59:58' },
    { ...event, event: 'REJECTED', errorCode: 'NO_SIGNATURE', remarks: 'ഒപ്പില്ല', rightOfficeCode: 'ITD' },
    { ...event, event: 'REJECTED', errorCode: 'SOMETHING_NEW', remarks: 'why' },
    { ...event, event: 'RETURNED', remarks: 'not\nours' },
  )
  const base = { key: 'e1', deliveryKey: letterKey, at }
  expect(page.reports).toEqual([
    { ...base, kind: 'acknowledged', diary: { number: 'GP/7/2026', date: new Date('2026-11-21T18:30:00Z') } },
    { ...base, kind: 'opened' },
    { ...base, kind: 'movement', desk: { from: 'Clerk A1', to: 'സെക്രട്ടറി', file: 'A1/7' } },
    { ...base, kind: 'filed', desk: { to: 'Clerk A1', file: 'A1/7' } },
    { ...base, kind: 'closed', at: new Date('2026-11-22T18:29:58Z') },
    { ...base, kind: 'refused', code: 'not-signed', reason: 'ഒപ്പില്ല', rightOffice: 'ITD' },
    { ...base, kind: 'refused', code: 'other', reason: 'why' },
    { ...base, kind: 'returned', reason: 'not\nours' },
  ])
})

test.each([
  ['a key that is not ours', { letterKey: 'L1' }, '/letterKey', 'must be a delivery key of KCS'],
  ['a day that does not exist', { at: '31-02-2026 10:00:00' }, '/at', 'must be a day that exists'],
  [
    'an hour that does not exist',
    { at: '22-11-2026 24:00:00' },
    '/at',
    'must be a time as DD-MM-YYYY HH:MM:SS',
  ],
  ['a time of another form', { at: '2026-11-22T10:00:00Z' }, '/at', 'must be a time as DD-MM-YYYY HH:MM:SS'],
  [
    'a file number of 10,000 characters',
    { fileNo: 'x'.repeat(10_000) },
    '/fileNo',
    'must have at most 60 characters',
  ],
  ['a null in the number', { fileNo: 'N\u0000' }, '/fileNo', 'must not hold U+0000 (null) at character 2'],
  [
    'an event that is not known',
    { event: 'LOST' },
    '/event',
    'must be ENTERED or OPENED or MOVED or PUT_IN_FILE or DISPOSED or REJECTED or RETURNED',
  ],
])('an event with %s is named with its place and key', async (_what, change, pointer, detail) => {
  const entered = { ...event, event: 'ENTERED', fileNo: 'GP/7/2026', fileDate: '22-11-2026' }
  const page = await readRows({ ...entered, ...change }, entered)
  expect(page.reports).toMatchObject([
    { kind: 'unread', key: 'e1', errors: [{ pointer, detail }] },
    { kind: 'acknowledged' },
  ])
})

test('a row of a kind that is not known is told as unread, and is not passed over in silence', async () => {
  const page = await readRows({ type: 'PARCEL' }, null, 7, { ...event, event: 'OPENED' })
  expect(page.reports.map(({ kind }) => kind)).toEqual(['unread', 'unread', 'unread', 'opened'])
})
