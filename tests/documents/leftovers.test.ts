import { Readable } from 'node:stream'
import { type BlobRow } from '../../documents/gridfs-ports'
import { until } from '../support/until'
import { NOTHING, NOW, PDF, pdf, StoreRoom, streamOf } from './store-room'

const room = new StoreRoom()
const LATER = new Date(NOW.getTime() + 86_400_000)

describe('what a killed process left behind', () => {
  it('is removed: an upload without end', async () => {
    // Content that gives some chunks and then hangs: the server has what a kill -9 at this instant would leave.
    const content = new Readable({ read: () => undefined })
    content.push(pdf(600_000))
    const putting = room.store.put(content, { mediaType: PDF }).catch(() => undefined)
    await until(async () => (await room.chunks.countDocuments()) === 2, { what: 'two chunks to be written' })
    expect(await room.count()).toEqual({ blobs: 0, files: 0, chunks: 2, uploads: 1 })
    expect(await room.store.removeOrphans(LATER)).toBe(1)
    expect(await room.count()).toEqual(NOTHING)
    content.destroy()
    await putting
  })

  it('is removed: a whole file that nobody claimed', async () => {
    const { sha256 } = await put()
    const row = await room.blobs.findOneAndDelete({ _id: sha256 })
    await room.uploads.insertOne(noteOf(row!))
    expect(await room.store.removeOrphans(LATER)).toBe(1)
    expect(await room.count()).toEqual(NOTHING)
  })

  it('is kept where it was claimed: only the note goes', async () => {
    const { sha256 } = await put()
    const row = await room.blobs.findOne({ _id: sha256 })
    await room.uploads.insertOne(noteOf(row!))
    expect(await room.store.removeOrphans(LATER)).toBe(0)
    expect(await room.count()).toEqual({ blobs: 1, files: 1, chunks: 3, uploads: 0 })
    expect(await room.store.verify(sha256)).toBe(true)
  })

  it('is left alone while it may still be under way', async () => {
    await room.uploads.insertOne({ _id: 'under way', file: 'under way', startedAt: NOW })
    expect(await room.store.removeOrphans(NOW)).toBe(0)
    expect(await room.uploads.countDocuments()).toBe(1)
  })
})

function put() {
  return room.store.put(streamOf(pdf(600_000)), { mediaType: PDF })
}

function noteOf({ file }: BlobRow) {
  return { _id: String(file), file, startedAt: NOW }
}
