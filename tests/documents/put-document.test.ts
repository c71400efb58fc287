import { Readable } from 'node:stream'
import { readWhole } from '../../documents/store'
import { MAX_DOCUMENT_BYTES } from '../../domain/letters/dispatch/limits'
import { code, NOTHING, PDF, pdf, sha256Of, StoreRoom, streamOf } from './store-room'

const room = new StoreRoom()
const put = (bytes: Buffer, options = {}) => room.store.put(streamOf(bytes), { mediaType: PDF, ...options })

describe('putting a document', () => {
  it('answers its sha256, size and type, and gives back the same bytes', async () => {
    const bytes = pdf(600_000)
    const document = await put(bytes, { mediaType: `${PDF}; charset=binary` })
    expect(document).toEqual({ sha256: sha256Of(bytes), size: 600_000, mediaType: PDF })
    expect((await readWhole(room.store, document.sha256)).equals(bytes)).toBe(true)
    expect(await room.store.has(document.sha256)).toBe(true)
    expect(await room.store.find(document.sha256)).toEqual(document)
  })

  it('keeps the same content once, also when it is put many times at once', async () => {
    const bytes = pdf(600_000)
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(bytes)))
    answers.push(await put(bytes))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await room.count()).toEqual({ blobs: 1, files: 1, chunks: 3, uploads: 0 })
    expect((await readWhole(room.store, answers[0]!.sha256)).equals(bytes)).toBe(true)
  })

  it('takes a document of exactly the limit', async () => {
    const document = await put(pdf(MAX_DOCUMENT_BYTES))
    expect(document.size).toBe(50 * 1024 * 1024)
    expect(await room.store.verify(document.sha256)).toBe(true)
  })

  it('takes content that comes byte by byte', async () => {
    const document = await room.store.put(streamOf(pdf(300), 1), { mediaType: PDF })
    expect(document.size).toBe(300)
  })

  it('takes a document with the announced size and sha256, in capitals too', async () => {
    const bytes = pdf(1000)
    await put(bytes, { declaredSize: 1000, declaredSha256: sha256Of(bytes).toUpperCase() })
    expect(await room.store.has(sha256Of(bytes))).toBe(true)
  })
})

describe('what is refused leaves nothing behind:', () => {
  const refusals: [string, string, () => Promise<unknown>][] = [
    ['an empty document', 'document-empty', () => put(Buffer.alloc(0))],
    ['one byte more than 50 MB', 'document-too-large', () => put(pdf(MAX_DOCUMENT_BYTES + 1))],
    ['more than a limit of the caller', 'document-too-large', () => put(pdf(1001), { limitBytes: 1000 })],
    ['content unlike its type', 'document-type', () => put(pdf(600_000), { mediaType: 'image/png' })],
    ['a short text announced as PDF', 'document-type', () => put(Buffer.from('hello'))],
    ['a kind that is not taken', 'document-type', () => put(pdf(1000), { mediaType: 'text/html' })],
    [
      'content without the announced sha256',
      'digest-mismatch',
      () => put(pdf(600_000), { declaredSha256: 'a'.repeat(64) }),
    ],
    ['fewer bytes than announced', 'document-cut', () => put(pdf(600_000), { declaredSize: 600_001 })],
    ['more bytes than announced', 'digest-mismatch', () => put(pdf(600_001), { declaredSize: 600_000 })],
    [
      'an upload that breaks off',
      'document-cut',
      () => room.store.put(breakingOff(pdf(600_000)), { mediaType: PDF }),
    ],
    [
      'an upload whose sender goes away',
      'document-cut',
      () => room.store.put(goingAway(), { mediaType: PDF }),
    ],
  ]

  it.each(refusals)('%s (%s)', async (_, expected, refused) => {
    await expect(refused()).rejects.toEqual(code(expected))
    expect(await room.count()).toEqual(NOTHING)
  })

  it('an announced size over the limit is refused before anything is read', async () => {
    const content = streamOf(pdf(1000))
    const putting = room.store.put(content, { mediaType: PDF, declaredSize: MAX_DOCUMENT_BYTES + 1 })
    await expect(putting).rejects.toEqual(code('document-too-large'))
    expect(content.readableDidRead).toBe(false)
    expect(await room.count()).toEqual(NOTHING)
  })

  it('the content of a refused upload is left open, so that its sender can be answered', async () => {
    const content = streamOf(pdf(600_000))
    await expect(room.store.put(content, { mediaType: 'image/png' })).rejects.toEqual(code('document-type'))
    expect(content.destroyed).toBe(false)
  })

  it('the same content that is already kept stays as it is', async () => {
    const bytes = pdf(600_000)
    const { sha256 } = await put(bytes)
    const again = room.store.put(breakingOff(bytes), { mediaType: PDF })
    await expect(again).rejects.toEqual(code('document-cut'))
    expect(await room.store.verify(sha256)).toBe(true)
  })
})

/** Content whose connection is lost after half of it. */
function breakingOff(bytes: Buffer): Readable {
  return Readable.from(
    (function* () {
      yield bytes.subarray(0, bytes.length / 2)
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    })(),
  )
}

/** Content whose stream is closed without an end. */
function goingAway(): Readable {
  const content = new Readable({ read: () => undefined })
  content.push(pdf(300_000))
  setImmediate(() => content.destroy())
  return content
}
