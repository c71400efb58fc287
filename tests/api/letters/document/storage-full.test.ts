// A store without space: the sender is told so, nothing half-written is left, and all goes on when there is space again.

import { createHash } from 'node:crypto'
import { openApi, type TestApi } from '../../../support/api'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const pdf = Buffer.from(`%PDF-1.7\n${'x'.repeat(700_000)}\n%%EOF`)
const sha256 = createHash('sha256').update(pdf).digest('hex')

/** What MongoDB answers where its volume is full. */
const fullDisk = (): Error => Object.assign(new Error('No space left on device'), { code: 14031 })

it('507 storage-full: no row, no file and no chunk stays, and the same document is taken once there is space', async () => {
  const agent = await api.agent('send', ['SEND'])
  const bring = () => agent.post('/v1/documents?office=SEND', pdf, { 'content-type': 'application/pdf' })
  const left = async () => {
    const names = ['documents', 'blobs', 'documents.files', 'documents.chunks', 'uploads']
    const counts = names.map((name) => api.database.collection(name).countDocuments())
    return Object.fromEntries((await Promise.all(counts)).map((count, at) => [names[at], count]))
  }
  const before = await left()
  const bucket = uploadsOf(api)
  const open = bucket.openUploadStream.bind(bucket)
  bucket.openUploadStream = (...options) => {
    const upload = open(...options)
    const write = upload.write.bind(upload) as (
      chunk: Buffer,
      done: (error?: Error | null) => void,
    ) => boolean
    let chunks = 0
    upload.write = ((chunk: Buffer, done: (error?: Error | null) => void) => {
      chunks += 1
      if (chunks < 3) return write(chunk, done)
      done(fullDisk())
      return false
    }) as typeof upload.write
    return upload
  }
  const refused = await bring()
  expect([refused.status, refused.at('/code')]).toEqual([507, 'storage-full'])
  expect(refused.text).not.toContain('No space left')
  expect(await left()).toEqual(before)
  bucket.openUploadStream = open
  expect((await bring()).status).toBe(201)
  expect(await api.deps.store.verify(sha256)).toBe(true)
})

interface Bucket {
  openUploadStream(...options: unknown[]): NodeJS.WritableStream & { write: unknown }
}

/** The bucket that the store of the API writes to. */
function uploadsOf({ deps }: TestApi): Bucket {
  return (deps.store as unknown as { parts: { bucket: Bucket } }).parts.bucket
}
