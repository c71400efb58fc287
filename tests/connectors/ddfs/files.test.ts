// The documents of a letter go to DDFS before the letter: once for a batch, checked, and without doubt where that fails.

import { Readable } from 'node:stream'
import { type DocumentSource } from '../../../connectors/document-source'
import { KcsError } from '../../../domain/common/error'
import { type Rig, startRig } from '../rigs'
import { documents, PDF } from '../specimen'
import { jobsUnder, openWorker } from './worker'

let rig: Rig
beforeAll(async () => {
  rig = await startRig('ddfs')
})
afterAll(() => rig.stop())
afterEach(() => rig.knobs({ faults: [] }))

/** A document that fails after its first bytes. */
function failing(error: Error): DocumentSource {
  return {
    async open() {
      async function* content() {
        yield PDF.subarray(0, 10_000)
        throw error
      }
      return { stream: Readable.from(content()), size: PDF.length }
    },
  }
}
const deliverWith = async (source: DocumentSource, parcel = rig.parcel()) => {
  const { connector } = openWorker(rig.endpoint.address, source)
  return (await connector.deliver(rig.endpoint, [parcel]))[0]!.outcome
}

test('a letter to many seats brings its document once', async () => {
  const { connector, calls } = openWorker(rig.endpoint.address)
  const reports = await connector.deliver(rig.endpoint, [rig.parcel(), rig.parcel(), rig.parcel()])
  expect(reports.map(({ outcome }) => outcome.kind)).toEqual(['handed-over', 'handed-over', 'handed-over'])
  expect(calls.filter((call) => call === 'POST /files')).toHaveLength(1)
})

test('a damaged document is never delivered', async () => {
  const parcel = rig.parcel()
  expect(await deliverWith(failing(new KcsError('document-damaged')), parcel)).toEqual({
    kind: 'never',
    code: 'document-damaged',
    blame: 'kcs',
  })
  expect(await jobsUnder(rig.agentUrl, parcel.deliveryKey)).toEqual([])
})

test('a fault of our own store is tried again and speaks neither against the letter nor against DDFS', async () => {
  expect(await deliverWith(failing(new Error('store away')))).toMatchObject({
    kind: 'retry-later',
    code: 'connector-fault',
    blame: 'kcs',
  })
})

test('a document that arrives otherwise than it left is brought again', async () => {
  const altered: DocumentSource = {
    open: async () => ({ stream: Readable.from([Buffer.alloc(PDF.length, 'y')]), size: PDF.length }),
  }
  const parcel = rig.parcel()
  expect(await deliverWith(altered, parcel)).toMatchObject({
    kind: 'retry-later',
    code: 'file-damaged',
    inDoubt: false,
  })
  expect(await deliverWith(documents, parcel)).toMatchObject({ kind: 'handed-over' })
})

test('a document that DDFS has lost meanwhile is brought again by the next try', async () => {
  await rig.knobs({ faults: [{ on: rig.deliveryCall, status: 422, body: '{"fault":"FILE_UNKNOWN"}' }] })
  const parcel = rig.parcel()
  expect(await deliverWith(documents, parcel)).toMatchObject({
    kind: 'retry-later',
    code: 'file-unknown',
    inDoubt: false,
  })
  expect(await deliverWith(documents, parcel)).toMatchObject({ kind: 'handed-over' })
})

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['the line is cut', { mode: 'cut' }, { kind: 'retry-later', code: 'connection-lost', inDoubt: false }],
  ['it is taken and the line is cut', { mode: 'cut', afterEffect: true }, { inDoubt: false }],
  ['its id leads elsewhere', { status: 201, body: '{"fileId":"../../etc"}' }, { code: 'answer-garbled' }],
  ['its id is missing', { status: 201, body: '{}' }, { code: 'answer-garbled', inDoubt: false }],
  ['DDFS is full', { status: 507 }, { kind: 'retry-later', code: 'http-507', inDoubt: false }],
  ['it is too large for DDFS', { status: 413 }, { kind: 'never', code: 'http-413' }],
  ['DDFS does not know us', { status: 403 }, { kind: 'auth', code: 'http-403' }],
])('no letter is sent when its document is not there (%s)', async (_what, fault, outcome) => {
  await rig.knobs({ faults: [{ on: 'POST /office/files', ...fault }] })
  const parcel = rig.parcel()
  expect(await deliverWith(documents, parcel)).toMatchObject(outcome)
  expect(await jobsUnder(rig.agentUrl, parcel.deliveryKey)).toEqual([])
})
