// What a Soochika has for KCS, as it might write it, well and badly: recorded pages, read in our words, and what it is told of them.

import { type CollectPage } from '../../../connectors/collect'
import { collectOutbox, settleOutbox } from '../../../connectors/soochika/outbox'
import { get } from '../reference-agents/running'
import { type Rig } from '../rigs'
import { newOutgoing, newParcel } from '../specimen'
import { actOn, envelope, faultEnvelope, openWorker, startSoochika } from './worker'

let rig: Rig
beforeEach(async () => {
  rig = await startSoochika()
})
afterEach(() => rig.stop())

async function collect(after: string | null = null): Promise<CollectPage> {
  const answer = await rig.connector.collect!(rig.endpoint, after)
  if ('fault' in answer) throw new Error(JSON.stringify(answer))
  return answer
}
const outbox = (change: Record<string, unknown>) =>
  rig.knobs({ faults: [{ on: 'POST /office/outbox', status: 200, ...change }] })
/** What is read of letters and reports as a Soochika might write them. */
async function read(letters: string, reports = ''): Promise<CollectPage> {
  const lists = `<Letters>${letters}</Letters><Reports>${reports}</Reports>`
  const body = envelope(
    `<GetOutboxResponse>${lists}<Next>9</Next><HasMore>false</HasMore></GetOutboxResponse>`,
  )
  await outbox({ body })
  return collect()
}
const xml = (members: Record<string, string | undefined>) =>
  Object.entries(members)
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${value}</${name}>`))
    .join('')
const items = async () => (await get<{ items: object[] }>(`${rig.agentUrl}/desk/outbox`)).items

const letter = {
  Id: 'G010/2026/77',
  Version: '3',
  Office: 'G010',
  Seat: 'G010/SEC',
  Kind: 'Circular',
  Subject: 'കെട്ടിട നികുതി &amp; licence',
  LetterNo: 'A1/77/2026',
  LetterDate: '2026-11-22',
  FileNo: 'A1-77/2026',
  SubjectCode: 'TAX',
  Priority: 'Immediate',
  Language: 'Malayalam',
  Recipients: [
    '<Recipient><Office>ITD</Office><Purpose>Action</Purpose></Recipient>',
    '<Recipient><Seat>CDIT/REG</Seat><Purpose>Information</Purpose></Recipient>',
    '<Recipient><Group>panchayats</Group><Purpose>Action</Purpose></Recipient>',
  ].join(''),
  ReplyWithinSeconds: '3600',
  EscalateEverySeconds: '7200',
  Documents: [
    xml({
      DocumentId: 'D/1',
      FileName: 'കത്ത്.pdf',
      MimeType: 'application/pdf',
      Bytes: '7',
      Sha256: 'AB'.repeat(32),
    }),
    xml({ DocumentId: 'D/2', FileName: 'map.png' }),
  ]
    .map((document) => `<Document>${document}</Document>`)
    .join(''),
}
const letterXml = (change: Record<string, string | undefined> = {}) =>
  `<Letter>${xml({ ...letter, ...change })}</Letter>`
const kcsKey = newParcel().deliveryKey
const report = (members: Record<string, string | undefined>) =>
  `<Report>${xml({ Id: 'r1', KcsKey: kcsKey, When: '2026-11-22T11:00:00.0000000+05:30', ...members })}</Report>`
const entry = xml({ Section: 'A2', Number: '9', Year: '2026', Date: '2026-11-22' })

test('a letter of an office is read in our words, with all that it states', async () => {
  const { letters, reports, next, hasMore } = await read(letterXml())
  expect({ reports, next, hasMore }).toEqual({ reports: [], next: '9', hasMore: false })
  const open = expect.any(Function) as () => never
  expect(letters).toEqual([
    {
      key: 'G010/2026/77',
      version: '3',
      kind: 'circular',
      sender: { office: 'G010', seat: 'G010/SEC' },
      subject: 'കെട്ടിട നികുതി & licence',
      letterNumber: 'A1/77/2026',
      letterDate: '2026-11-22',
      fileNumber: 'A1-77/2026',
      subjectCode: 'TAX',
      urgency: 'immediate',
      language: 'ml',
      recipients: [
        { office: 'ITD', purpose: 'action' },
        { seat: 'CDIT/REG', purpose: 'information' },
        { group: 'panchayats', purpose: 'action' },
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
  const { Id, Office, Kind, Subject, LetterNo, LetterDate, Recipients } = letter
  const members = xml({ Id, Office, Kind, Subject, LetterNo, LetterDate, Recipients })
  const { letters } = await read(`<Letter>${members}</Letter>`)
  expect(Object.keys(letters[0]!).sort()).toEqual(
    ['documents', 'key', 'kind', 'letterDate', 'letterNumber', 'recipients', 'sender', 'subject'].sort(),
  )
  expect(letters[0]).toMatchObject({ sender: { office: 'G010' }, documents: [] })
})

test('each act of an office is read in our words', async () => {
  const { reports } = await read(
    '',
    [
      report({ Id: '1', Act: 'Acknowledged', Entry: entry }),
      report({ Id: '2', Act: 'Opened' }),
      report({ Id: '3', Act: 'Moved', FromSeat: 'ക്ലർക്ക്', ToSeat: 'Secretary', FileNo: 'A2-1/2026' }),
      report({ Id: '4', Act: 'Filed', Seat: 'Clerk', FileNo: 'A2-1/2026' }),
      report({ Id: '5', Act: 'Closed' }),
      report({ Id: '6', Act: 'Refused', Code: 'NotSigned', Remarks: 'ഒപ്പില്ല', RightOffice: 'ITD' }),
      report({ Id: '7', Act: 'Refused', Code: 'Whatever', Remarks: 'no' }),
      report({ Id: '8', Act: 'Returned', Remarks: 'not ours' }),
    ].join(''),
  )
  const base = { deliveryKey: kcsKey, at: new Date('2026-11-22T05:30:00Z') }
  const date = new Date('2026-11-21T18:30:00Z')
  expect(reports).toEqual([
    { ...base, key: '1', kind: 'acknowledged', diary: { number: 'A2-9/2026', date } },
    { ...base, key: '2', kind: 'opened' },
    { ...base, key: '3', kind: 'movement', desk: { from: 'ക്ലർക്ക്', to: 'Secretary', file: 'A2-1/2026' } },
    { ...base, key: '4', kind: 'filed', desk: { to: 'Clerk', file: 'A2-1/2026' } },
    { ...base, key: '5', kind: 'closed' },
    { ...base, key: '6', kind: 'refused', code: 'not-signed', reason: 'ഒപ്പില്ല', rightOffice: 'ITD' },
    { ...base, key: '7', kind: 'refused', code: 'other', reason: 'no' },
    { ...base, key: '8', kind: 'returned', reason: 'not ours' },
  ])
})

test.each([
  ['without an id', { Id: undefined }, null, '/Id'],
  ['with an id of 10,000 characters', { Id: 'x'.repeat(10_000) }, null, '/Id'],
  ['with a day that does not exist', { LetterDate: '2026-02-31' }, letter.Id, '/LetterDate'],
  ['of a kind that is not known', { Kind: 'Postcard' }, letter.Id, '/Kind'],
  ['with two subjects', { Subject: 'a</Subject><Subject>b' }, letter.Id, '/Subject'],
  ['without recipients', { Recipients: undefined }, letter.Id, '/Recipients'],
  [
    'with a document without a name',
    { Documents: '<Document><DocumentId>1</DocumentId></Document>' },
    letter.Id,
    '/Documents/0/FileName',
  ],
])(
  'a letter %s is told of with its place, and its neighbour is read',
  async (_what, change, key, pointer) => {
    const { letters } = await read(letterXml(change) + letterXml({ Id: 'other' }))
    expect(letters).toMatchObject([
      {
        kind: 'unread',
        key,
        version: '3',
        errors: expect.arrayContaining([expect.objectContaining({ pointer })]) as [],
      },
      { key: 'other', kind: 'circular' },
    ])
  },
)

test.each([
  ['of no letter of ours', { KcsKey: 'someone-else' }, '/KcsKey'],
  ['at an instant without a zone', { When: '2026-11-22T11:00:00' }, '/When'],
  ['of a year that is none', { When: '0001-01-01T00:00:00Z' }, '/When'],
  ['of an act that is not known', { Act: 'Eaten' }, '/Act'],
  [
    'with a number of 10,000 characters',
    { Entry: entry.replace('>9<', `>${'9'.repeat(10_000)}<`) },
    '/Entry/Number',
  ],
])('a report %s is told of with its place, and its neighbour is read', async (_what, change, pointer) => {
  const { reports } = await read(
    '',
    report({ Act: 'Acknowledged', Entry: entry, ...change }) + report({ Id: 'r2', Act: 'Opened' }),
  )
  expect(reports).toMatchObject([
    {
      kind: 'unread',
      key: 'r1',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]) as [],
    },
    { key: 'r2', kind: 'opened' },
  ])
})

test('a page that cannot be read holds nothing up: its first item is asked for alone', async () => {
  for (const id of ['L1', 'L2']) await rig.originate({ ...newOutgoing(), id })
  await outbox({ mode: 'flood' })
  const { connector, calls } = openWorker()
  const page = await connector.collect!(rig.endpoint, null)
  expect(calls).toEqual(['GetOutbox', 'GetOutbox'])
  expect(page).toMatchObject({ letters: [{ key: 'L1' }], next: '1', hasMore: true })
})

const later = (code: string) => ({ kind: 'retry-later', code })
test.each<[string, Record<string, unknown>, object]>([
  ['breaks off', { mode: 'cut' }, later('connection-lost')],
  ['is away', { status: 503, headers: { 'retry-after': '9' } }, { kind: 'busy', afterMs: 9_000 }],
  ['leads elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, later('http-302')],
  ['is a page', { body: '<html>Welcome</html>' }, later('answer-garbled')],
  ['has a document type', { body: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, later('answer-garbled')],
  ['knows us not', { status: 401 }, { kind: 'auth' }],
  ['does not understand us', { status: 500, body: faultEnvelope('Client') }, later('soap-client')],
  ['is busy', { status: 500, body: faultEnvelope('Server', '<Code>Busy</Code>') }, { kind: 'busy' }],
])('a system that %s is asked again, and nothing is taken of it', async (_what, fault, outcome) => {
  await outbox({ times: 2, ...fault })
  expect(await rig.connector.collect!(rig.endpoint, null)).toMatchObject({ fault: outcome })
  const results = [{ of: 'letter', key: 'L1', kind: 'taken', dispatch: '01' }] as const
  await outbox({ times: 2, ...fault })
  expect(await rig.connector.settle!(rig.endpoint, results)).toMatchObject({ fault: outcome })
})

test('a system that says nothing in time is asked again', async () => {
  const silent = () => Promise.resolve({ fault: 'timeout', sent: true } as const)
  const now = () => new Date()
  expect(await collectOutbox(silent, null, now)).toMatchObject({ fault: later('timeout') })
  expect(await settleOutbox(silent, [], now)).toMatchObject({ fault: later('timeout') })
})

test('what was taken is offered no more, what was refused comes again when it is changed', async () => {
  for (const id of ['L1', 'L2']) await rig.originate({ ...newOutgoing(), id })
  const { next } = await collect()
  const errors = [{ pointer: '/recipients/0', detail: 'is closed & <gone>' }]
  expect(
    await rig.connector.settle!(rig.endpoint, [
      { of: 'letter', key: 'L1', kind: 'taken', dispatch: '01KD' },
      { of: 'letter', key: 'L2', kind: 'refused', errors },
      { of: 'report', key: 'L1', kind: 'taken' },
    ]),
  ).toEqual({ settled: true })
  expect(await items()).toMatchObject([
    { id: 'L1', state: 'taken', answer: '01KD' },
    { id: 'L2', state: 'rejected', answer: '/recipients/0 is closed & <gone>' },
  ])
  expect(await collect(next)).toMatchObject({ letters: [], next })
  await rig.originate({ ...newOutgoing(), id: 'L2', subject: 'corrected' })
  expect(await collect(next)).toMatchObject({ letters: [{ key: 'L2', version: '2', subject: 'corrected' }] })
  expect((await collect(null)).letters).toMatchObject([{ key: 'L2' }])
})

test('what is done at the seats comes as reports, in its order, until it is settled', async () => {
  const parcel = newParcel()
  await rig.connector.deliver(rig.endpoint, [parcel])
  const key = parcel.deliveryKey
  await actOn(rig.agentUrl, key, { act: 'Acknowledged' })
  await actOn(rig.agentUrl, key, { act: 'Moved', toSeat: 'സെക്രട്ടറി' })
  await actOn(rig.agentUrl, key, { act: 'Filed', fileNo: 'A2-1/2026' })
  await actOn(rig.agentUrl, key, { act: 'Closed' })
  const { reports, next } = await collect()
  expect(reports).toMatchObject([
    { kind: 'acknowledged', diary: { number: expect.stringMatching(/^FO-1\/\d{4}$/) as string } },
    { kind: 'movement', desk: { from: 'Registrar', to: 'സെക്രട്ടറി' } },
    { kind: 'filed', desk: { to: 'സെക്രട്ടറി', file: 'A2-1/2026' } },
    { kind: 'closed' },
  ])
  const results = reports.map(({ key: one }) => ({ of: 'report', key: one!, kind: 'taken' }) as const)
  await rig.connector.settle!(rig.endpoint, results)
  expect(await collect()).toMatchObject({ reports: [], next })
})
