// What reaches the server and is no good request, and how it stops.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { serve } from '../../../../api/server'
import { openApi, type TestApi } from '../../../support/api'
import { clientFor } from '../../../support/api-client'

describe('the server', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api.close())

  async function raw(port: number, text: string): Promise<string> {
    const socket: Socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.end(text)
    await once(socket, 'close')
    return answer
  }
  const withServer = async (work: (port: number) => Promise<void>) => {
    const own = await openApi()
    const server = await serve(own.api, { host: '127.0.0.1', port: 0 })
    try {
      await work(server.port)
    } finally {
      await server.stop(1_000)
      await own.close()
    }
  }

  test('400 body-cut: the body ends before its announced length', () =>
    withServer(async (port) => {
      const answer = await raw(
        port,
        'POST /v1/session HTTP/1.1\r\nHost: kcs\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"login"',
      )
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('"code":"body-cut"')
    }))

  test('431 for headers of 100 KB, 400 for what is no HTTP; the service goes on', () =>
    withServer(async (port) => {
      expect(await raw(port, `GET / HTTP/1.1\r\nHost: kcs\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 431 /,
      )
      expect(await raw(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
      expect(await raw(port, 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
      expect((await clientFor(`http://127.0.0.1:${port}`).get('/livez')).status).toBe(200)
    }))

  test('431 for an address of 64 KB, 417 for an unknown Expect, each as problem+json', () =>
    withServer(async (port) => {
      const long = await raw(port, `GET /${'x'.repeat(64_000)} HTTP/1.1\r\nHost: kcs\r\n\r\n`)
      expect(long).toMatch(/^HTTP\/1\.1 431 /)
      expect(long).toContain('"code":"head-too-large"')
      const head = 'Host: kcs\r\nConnection: close\r\nExpect: a-miracle\r\nContent-Length: 0'
      const expecting = await raw(port, `POST /v1/session HTTP/1.1\r\n${head}\r\n\r\n`)
      expect(expecting).toMatch(/^HTTP\/1\.1 417 /)
      expect(expecting).toContain('"code":"request-malformed"')
    }))

  test.each([
    ['none', ''],
    ['two', 'Host: kcs\r\nHost: kcs\r\n'],
    ['an empty one', 'Host: \r\n'],
    ['one with a login', 'Host: evil@127.0.0.1\r\n'],
    ['one with a space', 'Host: a b\r\n'],
  ])('400 request-malformed: in place of one Host %s', (_what, lines) =>
    withServer(async (port) => {
      const answer = await raw(port, `GET /livez HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('"code":"request-malformed"')
    }),
  )

  test('a response under way is never mixed with the refusal of what comes after it', () =>
    withServer(async (port) => {
      const answer = await raw(port, 'GET /openapi.json HTTP/1.1\r\nHost: kcs\r\n\r\nnonsense\r\n\r\n')
      expect(answer.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0).toBeLessThanOrEqual(1)
      expect(answer).not.toContain('HTTP/1.1 400')
    }))

  test('the rest of a body that is refused is not read: the connection is closed', () =>
    withServer(async (port) => {
      const head = 'Host: kcs\r\nContent-Type: text/plain\r\nContent-Length: 30000000'
      for (const path of ['/take/x', '/v1/documents', '/v1/callbacks/cdit']) {
        const answer = await raw(port, `POST ${path} HTTP/1.1\r\n${head}\r\n\r\nbegin`)
        expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
        expect(answer.toLowerCase()).toContain('connection: close')
      }
    }))

  test('415 media-type-unsupported: a body that is compressed, or in another alphabet than UTF-8', async () => {
    const officer = await api.officer('uploader', ['SEND/SO'])
    const odd: Record<string, string>[] = [
      { 'content-type': 'application/pdf', 'content-encoding': 'gzip' },
      { 'content-type': 'text/csv; charset=utf-16' },
    ]
    for (const headers of odd) {
      const reply = await officer.post('/v1/documents?office=SEND', 'bytes', headers)
      expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
    }
  })

  test('stops while a stream is open: the stream is ended, not broken off', async () => {
    const own = await openApi()
    const officer = await own.officer('officer', ['RECV/TAPAL'])
    const server = await serve(own.api, { host: '127.0.0.1', port: 0 })
    const response = await fetch(`http://127.0.0.1:${server.port}/v1/stream`, { headers: officer.headers })
    const text = response.text()
    await server.stop(20_000)
    expect(await text).toContain('retry:')
    await expect(fetch(`http://127.0.0.1:${server.port}/livez`)).rejects.toThrow('fetch failed')
    await own.close()
  })
})
