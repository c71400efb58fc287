// How a document comes from a filing system: streamed, within limits of size and time. The time is the test's; the line is a real one.

import { createServer, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { HTTP_LIMITS } from '../../connectors/http'
import { createDownloader, type Download } from '../../connectors/http-download'
import { fakeTimers, passMs } from '../support/fake-timers'
import { until } from '../support/until'

let server: Server
let url: string
let reply: (response: ServerResponse) => void
let openResponses = 0
beforeAll(async () => {
  server = createServer((_, response) => {
    openResponses += 1
    response.once('close', () => {
      openResponses -= 1
    })
    reply(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => fakeTimers())
afterEach(() => jest.useRealTimers())

const download = (maxBytes = 1024) =>
  createDownloader({ allowLoopback: true })({ method: 'GET', url, maxBytes, headers: {} })

async function opened(maxBytes?: number): Promise<Download> {
  const result = await download(maxBytes)
  if (!('stream' in result)) throw new Error(`no stream came, but ${JSON.stringify(result)}`)
  return result
}
async function bytesOf({ stream }: Download): Promise<number> {
  let size = 0
  for await (const chunk of stream) size += (chunk as Buffer).length
  return size
}

test('a document comes as a stream, with its size where the system says it', async () => {
  reply = (response) => response.writeHead(200, { 'content-length': '5' }).end('hello')
  const told = await opened()
  expect(told.size).toBe(5)
  expect(await bytesOf(told)).toBe(5)
  reply = (response) => {
    response.write('hel')
    response.end('lo')
  }
  const untold = await opened()
  expect(untold.size).toBeNull()
  expect(await bytesOf(untold)).toBe(5)
})

test('what is no document is an answer or a fault: a status, a redirect, an address that is not allowed', async () => {
  reply = (response) => response.writeHead(404).end('no such file')
  expect(await download()).toMatchObject({ status: 404 })
  reply = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  expect(await download()).toMatchObject({ status: 302 })
  const closed = createDownloader({ allowLoopback: false })
  expect(await closed({ method: 'GET', url, headers: {}, maxBytes: 5 })).toEqual({
    fault: 'address-forbidden',
    sent: false,
  })
})

test('one that was compressed without being asked for is not read', async () => {
  reply = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  expect(await download()).toMatchObject({ status: 200, body: null })
})

test('one that is longer than it may be ends with an error, and its connection is closed', async () => {
  reply = (response) => {
    const more = (): boolean => response.write(Buffer.alloc(64 * 1024))
    response.on('drain', more)
    while (more());
  }
  await expect(bytesOf(await opened(100_000))).rejects.toThrow('longer than it may be')
  await until(() => openResponses === 0, { what: 'it to be closed' })
})

test('one that breaks off ends with an error', async () => {
  reply = (response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half of it', () => response.destroy())
  }
  await expect(bytesOf(await opened())).rejects.toThrow()
})

test('one of which nothing goes on is given up, also where nobody reads it', async () => {
  reply = (response) => void response.write('a')
  const content = bytesOf(await opened())
  await opened()
  await passMs(HTTP_LIMITS.uploadIdleMs)
  await expect(content).rejects.toThrow('The time is over')
  await until(() => openResponses === 0, { what: 'both to be closed' })
})

test('one that goes on, but slower than the slowest line, is given up as well', async () => {
  let line: ServerResponse
  reply = (response) => {
    line = response
    response.write('a')
  }
  const read = async (): Promise<void> => {
    for await (const chunk of (await opened()).stream) {
      expect(chunk).toHaveLength(1)
      await passMs(HTTP_LIMITS.uploadIdleMs / 2)
      line.write('a')
    }
  }
  await expect(read()).rejects.toThrow('The time is over')
})

test('one whose answer does not begin is given up', async () => {
  let asked = false
  reply = () => {
    asked = true
  }
  const outcome = download()
  await until(() => asked, { what: 'the call' })
  await passMs(HTTP_LIMITS.totalMs)
  expect(await outcome).toEqual({ fault: 'timeout', sent: true })
})
