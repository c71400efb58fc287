// How long a document may take on its way to a filing system.

import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { createHttpClient } from '../../connectors/http'

let server: Server
let url: string
let taken = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      taken += chunk.length
    })
    request.on('end', () => response.end('{}'))
    request.on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())
beforeEach(() => {
  taken = 0
})

const CHUNK = Buffer.alloc(64 * 1024, 'x')
/** So many chunks of 64 KiB, with a pause before each. */
function slowly(chunks: number, pauseMs: number): Readable {
  async function* content() {
    for (let i = 0; i < chunks; i += 1) {
      await wait(pauseMs, undefined, { ref: false })
      yield CHUNK
    }
  }
  return Readable.from(content(), { objectMode: false })
}
const upload = (body: Readable, chunks: number, limits: object) =>
  createHttpClient(
    { allowLoopback: true },
    { totalMs: 300, uploadIdleMs: 200, ...limits },
  )({
    ...{ method: 'PUT', url, body },
    headers: { 'content-length': String(chunks * CHUNK.length) },
  })

test('a large document over a thin line has a time by its size, as long as it goes on', async () => {
  // A mebibyte of 16 chunks takes more than the 300 ms of a call, and less than the seconds of its size.
  expect(await upload(slowly(16, 40), 16, { uploadMsPerMiB: 10_000 })).toMatchObject({ status: 200 })
  expect(taken).toBe(16 * CHUNK.length)
})

test('one of which nothing goes on is given up, long before that time', async () => {
  const startedAt = performance.now()
  const stalled = slowly(16, 60_000)
  expect(await upload(stalled, 16, { uploadMsPerMiB: 60_000 })).toEqual({ fault: 'timeout', sent: true })
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(stalled.destroyed).toBe(true)
})

test('one that goes on, but slower than the slowest line, is given up as well', async () => {
  expect(await upload(slowly(100, 20), 100, { uploadMsPerMiB: 10 })).toEqual({ fault: 'timeout', sent: true })
})
