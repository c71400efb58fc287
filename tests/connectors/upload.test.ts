// How long a document may take on its way to a filing system. The time is the test's; the line is a real one.

import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createHttpClient, HTTP_LIMITS } from '../../connectors/http'
import { fakeTimers, passMs } from '../support/fake-timers'
import { until } from '../support/until'

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
  fakeTimers()
})
afterEach(() => jest.useRealTimers())

const CHUNK = Buffer.alloc(64 * 1024, 'x')
/** A mebibyte of 16 chunks; before each of them so much time passes. */
function slowly(pauseMs: number): Readable {
  async function* content() {
    for (let i = 0; i < 16; i += 1) {
      await passMs(pauseMs)
      yield CHUNK
    }
  }
  return Readable.from(content(), { objectMode: false })
}
const upload = (body: Readable) =>
  createHttpClient({ allowLoopback: true })({
    ...{ method: 'PUT', url, body },
    headers: { 'content-length': String(16 * CHUNK.length) },
  })

test('a large document over a thin line has a time by its size, as long as it goes on', async () => {
  const { totalMs, uploadMsPerMiB } = HTTP_LIMITS
  const pauseMs = 3_000
  expect(16 * pauseMs).toBeGreaterThan(totalMs)
  expect(16 * pauseMs).toBeLessThan(totalMs + uploadMsPerMiB)
  expect(await upload(slowly(pauseMs))).toMatchObject({ status: 200 })
  expect(taken).toBe(16 * CHUNK.length)
})

test('one of which nothing goes on is given up, long before that time', async () => {
  const stalled = new Readable({ read: () => undefined })
  stalled.push(CHUNK)
  const outcome = upload(stalled)
  await until(() => taken === CHUNK.length, { what: 'the first chunk' })
  await passMs(HTTP_LIMITS.uploadIdleMs)
  expect(await outcome).toEqual({ fault: 'timeout', sent: true })
  expect(stalled.destroyed).toBe(true)
})

test('one that goes on, but slower than the slowest line, is given up as well', async () => {
  expect(await upload(slowly(5_000))).toEqual({ fault: 'timeout', sent: true })
})
