// Lines that are there and carry nothing any more: nobody says that they have ended. The time is the test's; the
// sockets are real.

import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { createHttpClient, HTTP_LIMITS, type HttpClient } from '../../connectors/http'
import { fakeTimers, passMs } from '../support/fake-timers'
import { until } from '../support/until'

const opened: Server[] = []
const sockets: Socket[] = []
afterEach(async () => {
  jest.useRealTimers()
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of opened.splice(0)) await new Promise((resolve) => server.close(resolve))
})

async function listening(server: Server): Promise<number> {
  opened.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

/** A system that accepts, and then neither reads, answers nor closes. */
async function muteSystem(): Promise<{ port: number; lines: Socket[] }> {
  const lines: Socket[] = []
  const server = createServer({ pauseOnConnect: true }, (line) => {
    line.on('error', () => undefined)
    sockets.push(line)
    lines.push(line)
  })
  return { port: await listening(server), lines }
}

const client = (): HttpClient => createHttpClient({ allowLoopback: true })
const letterTo = (http: HttpClient, port: number) =>
  http({ method: 'POST', url: `http://127.0.0.1:${port}/tapals`, headers: {}, body: 'a letter' })

test('a system that accepts and then neither answers nor closes is given up after half a minute, in doubt, and its line is cut', async () => {
  fakeTimers()
  const { port, lines } = await muteSystem()
  const outcome = letterTo(client(), port)
  await until(() => lines.length === 1, { what: 'the line' })
  const cut = once(lines[0]!, 'close')
  await passMs(HTTP_LIMITS.totalMs)
  expect(await outcome).toEqual({ fault: 'timeout', sent: true })
  lines[0]!.resume()
  await cut
})

test('one that accepts and reads nothing of a document is given up once nothing of it goes on, and the document is let go', async () => {
  fakeTimers()
  const { port, lines } = await muteSystem()
  // More than the buffers of both sides take.
  const size = 64 * 2 ** 20
  let left = size
  const body = new Readable({
    read() {
      const chunk = Math.min(left, 2 ** 20)
      left -= chunk
      this.push(chunk === 0 ? null : Buffer.alloc(chunk))
    },
  })
  const headers = { 'content-length': String(size) }
  const outcome = client()({ method: 'PUT', url: `http://127.0.0.1:${port}/`, headers, body })
  let before = size
  await until(
    () => {
      const stands = lines.length === 1 && left < size && left === before
      before = left
      return stands
    },
    { what: 'the line to be full', intervalMs: 200 },
  )
  await passMs(HTTP_LIMITS.uploadIdleMs)
  expect(await outcome).toEqual({ fault: 'timeout', sent: true })
  expect(body.destroyed).toBe(true)
  expect(left).toBeGreaterThan(0)
})
