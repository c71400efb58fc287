import { type Readable } from 'node:stream'
import { readWhole } from '../../documents/store'
import { code, PDF, pdf, StoreRoom, streamOf } from './store-room'

const room = new StoreRoom()
const put = async (bytes: Buffer) => (await room.store.put(streamOf(bytes), { mediaType: PDF })).sha256

describe('opening a document', () => {
  it.each([
    ['its first byte', 0, 0],
    ['a part across the chunks it is kept in', 261_000, 523_000],
    ['its last byte', 599_999, 599_999],
    ['a part that is asked for beyond its end', 599_000, 900_000],
    ['everything from a byte on', 599_990, undefined],
  ])('gives %s', async (_, start, end) => {
    const bytes = pdf(600_000)
    const sha256 = await put(bytes)
    const { stream, ...document } = await room.store.open(sha256, {
      start,
      ...(end === undefined ? {} : { end }),
    })
    expect(document).toEqual({ sha256, size: 600_000, mediaType: PDF })
    expect((await all(stream)).equals(bytes.subarray(start, (end ?? 600_000) + 1))).toBe(true)
  })

  it('asks the database for some megabytes at a time, however large the document, and whatever part is wanted', async () => {
    const bytes = pdf(9_000_000)
    const sha256 = await put(bytes)
    const opened = jest.spyOn(room.bucket, 'openDownloadStream')
    expect((await all((await room.store.open(sha256)).stream)).equals(bytes)).toBe(true)
    const { stream } = await room.store.open(sha256, { start: 4_100_001, end: 8_400_000 })
    expect((await all(stream)).equals(bytes.subarray(4_100_001, 8_400_001))).toBe(true)
    const sizes = opened.mock.calls.map(([, slice]) => slice!.end! - slice!.start!)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(9_000_000 + 4_300_000)
    expect(Math.max(...sizes)).toBeLessThan(5_000_000)
  })

  it.each([{ start: 1000 }, { start: -1 }, { start: 20, end: 10 }, { start: 0.5 }, { start: Number.NaN }])(
    'refuses the range %j of a document of 1000 bytes',
    async (range) => {
      const sha256 = await put(pdf(1000))
      await expect(room.store.open(sha256, range)).rejects.toEqual(code('range-unsatisfiable'))
    },
  )

  it('refuses a document that is not there', async () => {
    const unknown = 'b'.repeat(64)
    await expect(room.store.open(unknown)).rejects.toEqual(code('document-unknown'))
    await expect(room.store.verify(unknown)).rejects.toEqual(code('document-unknown'))
    expect(await room.store.has(unknown)).toBe(false)
  })

  it('ends without harm when the reader goes away in the middle', async () => {
    const sha256 = await put(pdf(2_000_000))
    const { stream } = await room.store.open(sha256)
    for await (const chunk of stream) if (chunk) break
    expect(stream.destroyed).toBe(true)
    expect(await room.store.verify(sha256)).toBe(true)
  })
})

describe('a document that was changed in the database', () => {
  const damages: [string, () => Promise<unknown>][] = [
    ['one byte was flipped', flipByte],
    ['a chunk was lost', () => room.chunks.deleteOne({ n: 1 })],
    ['the last chunk was lost', () => room.chunks.deleteOne({ n: 2 })],
    ['its file was lost', () => room.files.deleteOne({})],
  ]

  it.each(damages)('is found by verify and never given out as a whole: %s', async (_, damage) => {
    const sha256 = await put(pdf(600_000))
    expect(await room.store.verify(sha256)).toBe(true)
    await damage()
    expect(await room.store.verify(sha256)).toBe(false)
    await expect(readWhole(room.store, sha256)).rejects.toEqual(code('document-damaged'))
  })

  it('keeps its last bytes back from a reader who has taken the others', async () => {
    const sha256 = await put(pdf(600_000))
    await flipByte()
    const { stream } = await room.store.open(sha256)
    let taken = 0
    const reading = (async () => {
      for await (const chunk of stream) taken += (chunk as Buffer).length
    })()
    await expect(reading).rejects.toEqual(code('document-damaged'))
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(600_000)
  })

  async function flipByte(): Promise<void> {
    const chunk = await room.chunks.findOne({ n: 1 })
    const data = Buffer.from((chunk!['data'] as { buffer: Uint8Array }).buffer)
    data[100] = data[100]! ^ 1
    await room.chunks.updateOne({ _id: chunk!._id }, { $set: { data } })
  }
})

async function all(content: Readable): Promise<Buffer> {
  return Buffer.concat((await content.toArray()) as Buffer[])
}
