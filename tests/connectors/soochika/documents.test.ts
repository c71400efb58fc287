// Documents between KCS and a Soochika: in pieces both ways, going on after a cut, each content once, checked at the end.

import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type CollectedLetter } from '../../../connectors/collect'
import { type Parcel } from '../../../connectors/connector'
import { type DocumentSource } from '../../../connectors/document-source'
import { openDocument, piecesOf } from '../../../connectors/soochika/documents'
import { PIECE_BYTES } from '../../../connectors/soochika/schema'
import { KcsError } from '../../../domain/common/error'
import { type Rig } from '../rigs'
import { newOutgoing, newParcel } from '../specimen'
import { envelope, faultEnvelope, inwardsUnder, openWorker, startSoochika } from './worker'

/** Three whole pieces and a part of one, without a pattern; its start is another in each test, so that it is another document. */
const LARGE = Buffer.concat(
  Array.from({ length: 25_000 }, (_, n) => createHash('sha256').update(String(n)).digest()),
)
let contentHash = ''
const PIECES = Math.ceil(LARGE.length / PIECE_BYTES)

let opened = 0
const source: DocumentSource = {
  async open(sha256) {
    if (sha256 !== contentHash) throw new KcsError('document-unknown')
    opened += 1
    const chunks = Array.from({ length: Math.ceil(LARGE.length / 60_000) }, (_, n) =>
      LARGE.subarray(n * 60_000, (n + 1) * 60_000),
    )
    return { stream: Readable.from(chunks), size: LARGE.length }
  },
}
const withLarge = (): Parcel => {
  const parcel = newParcel()
  const documents = [{ sha256: contentHash, name: 'a.pdf', mediaType: 'application/pdf', size: LARGE.length }]
  return { ...parcel, letter: { ...parcel.letter, documents } }
}

let rig: Rig
beforeAll(async () => {
  rig = await startSoochika()
})
afterAll(() => rig.stop())
beforeEach(() => {
  opened = 0
  LARGE.writeUInt32BE(LARGE.readUInt32BE() + 1)
  contentHash = createHash('sha256').update(LARGE).digest('hex')
})
afterEach(() => rig.knobs({ faults: [] }))
const fault = (change: Record<string, unknown>) =>
  rig.knobs({ faults: [{ on: 'POST /office/documents', ...change }] })

test('a stream is cut into pieces of one size from any offset on, whatever its chunks are', async () => {
  for (const offset of [0, 1, 60_000, PIECE_BYTES, PIECE_BYTES + 7, LARGE.length - 1, LARGE.length]) {
    const { stream } = await source.open(contentHash)
    const pieces: Buffer[] = []
    for await (const piece of piecesOf(stream, offset)) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(LARGE.subarray(offset))).toBe(true)
    expect(pieces.slice(0, -1).every(({ length }) => length === PIECE_BYTES)).toBe(true)
  }
})

test('a document is brought in pieces before its letter, and once for all letters that have it', async () => {
  const { connector, calls } = openWorker(source)
  const parcels = [withLarge(), withLarge()]
  const reports = await connector.deliver({ ...rig.endpoint, concurrency: 1 }, parcels)
  expect(reports.map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'delivered'])
  const pieces = Array.from({ length: PIECES }, () => 'PutPiece')
  expect(calls).toEqual(['FindDocument', ...pieces, 'RegisterInward', 'RegisterInward'])
  calls.length = 0
  await openWorker(source).connector.deliver(rig.endpoint, [withLarge()])
  await connector.deliver(rig.endpoint, [withLarge()])
  expect(calls).toEqual(['FindDocument', 'RegisterInward'])
  expect(opened).toBe(1)
})

test('a document that was cut off goes on where it ended, and nothing is in doubt', async () => {
  const { connector, calls } = openWorker(source)
  const parcel = withLarge()
  await fault({ mode: 'cut', afterEffect: true })
  const [first] = await connector.deliver(rig.endpoint, [parcel])
  expect(first!.outcome).toEqual({ kind: 'retry-later', code: 'connection-lost', inDoubt: false })
  expect(calls).toEqual(['FindDocument'])
  expect(await inwardsUnder(rig.agentUrl, parcel.deliveryKey)).toEqual([])

  let pieces = 0
  const flaky = openWorker({
    async open(sha256) {
      const { stream, size } = await source.open(sha256)
      async function* broken(): AsyncGenerator<Buffer> {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          if ((pieces += chunk.length) > 2.5 * PIECE_BYTES) throw new Error('the disk is away')
          yield chunk
        }
      }
      return { stream: Readable.from(broken()), size }
    },
  })
  const [second] = await flaky.connector.deliver(rig.endpoint, [parcel])
  expect(second!.outcome).toMatchObject({ kind: 'retry-later', code: 'connector-fault' })
  expect(flaky.calls).toEqual(['FindDocument', 'PutPiece', 'PutPiece'])

  calls.length = 0
  const [third] = await connector.deliver(rig.endpoint, [parcel])
  expect(third!.outcome).toMatchObject({ kind: 'delivered' })
  const rest = Array.from({ length: PIECES - 2 }, () => 'PutPiece')
  expect(calls).toEqual(['FindDocument', ...rest, 'RegisterInward'])
})

test('a piece that was lost leaves the letter without doubt, for it was not sent', async () => {
  const { connector, calls } = openWorker({
    async open(sha256) {
      await fault({ mode: 'cut' })
      return source.open(sha256)
    },
  })
  const [report] = await connector.deliver(rig.endpoint, [withLarge()])
  expect(report!.outcome).toEqual({ kind: 'retry-later', code: 'connection-lost', inDoubt: false })
  expect(calls).toEqual(['FindDocument', 'PutPiece'])
})

test('several workers that bring the same document at once bring it once', async () => {
  const workers = [openWorker(source), openWorker(source), openWorker(source)]
  const outcomes = await Promise.all(
    workers.map(({ connector }) => connector.deliver(rig.endpoint, [withLarge()])),
  )
  expect(outcomes.flat().map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'delivered', 'delivered'])
})

test('a content that is not what its hash says is thrown away there and brought again', async () => {
  const damaged = Buffer.from(LARGE)
  damaged[5] = damaged[5]! ^ 1
  const { connector } = openWorker({
    open: async () => ({ stream: Readable.from([damaged]), size: damaged.length }),
  })
  const parcel = withLarge()
  const [first] = await connector.deliver(rig.endpoint, [parcel])
  expect(first!.outcome).toMatchObject({
    kind: 'retry-later',
    code: 'document-damaged-on-the-way',
    inDoubt: false,
  })
  const [second] = await openWorker(source).connector.deliver(rig.endpoint, [parcel])
  expect(second!.outcome).toMatchObject({ kind: 'delivered' })
})

test('a document that came whole before Soochika was killed is looked at when it is brought again', async () => {
  const folder = join(rig.stateFolder, 'office', 'brought')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${contentHash}.part`), LARGE)
  const [report] = await openWorker(source).connector.deliver(rig.endpoint, [withLarge()])
  expect(report!.outcome).toMatchObject({ kind: 'delivered' })
})

test('a document that KCS has lost ends the letter, and is not the fault of the system', async () => {
  const { connector } = openWorker({ open: () => Promise.reject(new KcsError('document-damaged')) })
  const [report] = await connector.deliver(rig.endpoint, [withLarge()])
  expect(report!.outcome).toEqual({ kind: 'never', code: 'document-damaged', blame: 'kcs' })
})

test('a letter whose document is gone there by then is sent again with it', async () => {
  const body = faultEnvelope('Server', '<Code>DocumentMissing</Code>')
  await rig.knobs({ faults: [{ on: rig.deliveryCall, status: 500, body }] })
  const [report] = await rig.connector.deliver(rig.endpoint, [newParcel()])
  expect(report!.outcome).toMatchObject({ kind: 'retry-later', code: 'document-missing', inDoubt: false })
})

describe('a document of a letter that an office sends', () => {
  const written = () => ({
    name: 'a.pdf',
    mediaType: 'application/pdf',
    contentBase64: LARGE.toString('base64'),
  })
  async function document() {
    await rig.originate({ ...newOutgoing(), documents: [written()] })
    const page = await rig.connector.collect!(rig.endpoint, null)
    if ('fault' in page) throw new Error(JSON.stringify(page))
    return (page.letters.at(-1) as CollectedLetter).documents[0]!
  }
  async function open() {
    const content = await (await document()).open()
    if ('fault' in content) throw new Error(JSON.stringify(content))
    return content.stream
  }

  test('is read piece after piece, as fast as it is wanted', async () => {
    const { connector, calls } = openWorker()
    await rig.originate({ ...newOutgoing(), documents: [written()] })
    const page = await connector.collect!(rig.endpoint, null)
    if ('fault' in page) throw new Error(JSON.stringify(page))
    const content = await (page.letters.at(-1) as CollectedLetter).documents[0]!.open()
    if ('fault' in content) throw new Error(JSON.stringify(content))
    expect(calls).toEqual(['GetOutbox', 'GetPiece'])
    const chunks: Buffer[] = []
    for await (const chunk of content.stream) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).equals(LARGE)).toBe(true)
    expect(calls.filter((call) => call === 'GetPiece')).toHaveLength(PIECES)
  })

  test('that breaks off ends with an error', async () => {
    const stream = await open()
    await fault({ mode: 'cut' })
    await expect(stream.toArray()).rejects.toThrow('broke off')
  })

  test.each([
    ['does not go on', '<Content/><Last>false</Last>', 'does not go on'],
    ['ends within its base64', '<Content>abc</Content><Last>true</Last>', 'broke off'],
    ['is no base64 in the middle', '<Content>a*b=</Content><Last>false</Last>', 'broke off'],
  ])('that %s ends with an error', async (_what, members, words) => {
    const stream = await open()
    await fault({ status: 200, body: envelope(`<GetPieceResponse>${members}</GetPieceResponse>`) })
    await expect(stream.toArray()).rejects.toThrow(words)
  })

  test('that goes on and on is given up at the largest size of a document', async () => {
    const piece = Buffer.alloc(1_000, 'x').toString('base64')
    let pieces = 0
    const call = async () => {
      const members = `<Content>${piece}</Content><Last>${++pieces === 10}</Last>`
      const body = Buffer.from(envelope(`<GetPieceResponse>${members}</GetPieceResponse>`))
      return { status: 200, headers: {}, body }
    }
    const content = await openDocument(call, 'D/1', () => new Date(), 2_500)
    if ('fault' in content) throw new Error(JSON.stringify(content))
    let size = 0
    await expect(
      (async () => {
        for await (const chunk of content.stream) size += (chunk as Buffer).length
      })(),
    ).rejects.toThrow('longer than it may be')
    expect(size).toBe(2_000)
  })

  test('that Soochika does not have is the fault of the letter; every other fault passes', async () => {
    const one = await document()
    await fault({ status: 500, body: faultEnvelope('Client', '<Code>DocumentUnknown</Code>') })
    expect(await one.open()).toEqual({ fault: { kind: 'never', code: 'soap-client' } })
    await fault({ status: 500, body: faultEnvelope('Server') })
    expect(await one.open()).toEqual({ fault: { kind: 'retry-later', code: 'soap-server', inDoubt: false } })
    await fault({ mode: 'flood' })
    const passes = { kind: 'retry-later', code: 'answer-garbled', inDoubt: false }
    expect(await one.open()).toMatchObject({ fault: passes })
  })
})
