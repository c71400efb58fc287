import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { ERROR_CODES } from '../../../../domain/common/error'
import { openApi, PASSWORD, type TestApi } from '../../../support/api'

describe('the service', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api.close())

  describe('health', () => {
    test('GET /livez 200', async () => {
      const reply = await api.anyone.get('/livez')
      expect([reply.status, reply.body]).toEqual([200, { status: 'ok' }])
    })

    test('GET /readyz 200: with Temporal down it is degraded, for letters are accepted all the same', async () => {
      expect((await api.anyone.get('/readyz')).body).toEqual({ status: 'ok', database: 'ok', temporal: 'ok' })
      api.runs.down = true
      const reply = await api.anyone.get('/readyz')
      api.runs.down = false
      expect([reply.status, reply.body]).toEqual([
        200,
        { status: 'degraded', database: 'ok', temporal: 'unreachable' },
      ])
    })

    test('GET /metrics 200: figures by route, with the size of the outbox', async () => {
      await api.dispatch({ started: false })
      const { status, text } = await api.anyone.get('/metrics')
      expect(status).toBe(200)
      expect(text).toMatch(/kcs_http_request_seconds_count{method="GET",route="\/livez",status="200"} \d+/)
      expect(text).toContain('kcs_outbox_dispatches 1')
      expect(text).toContain('kcs_dispatches_accepted_total 0')
    })
  })

  describe('what is not there', () => {
    test('404 not-found as problem+json', async () => {
      const reply = await api.anyone.get('/v1/nothing')
      expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
      expect(reply.body).toEqual({
        type: '/docs/errors#not-found',
        title: 'There is nothing here for you.',
        status: 404,
        instance: '/v1/nothing',
        code: 'not-found',
        remedy: 'Check the address and whether your seat or key may see it.',
        requestId: reply.headers.get('x-request-id'),
      })
    })

    test.each(['PUT', 'DELETE', 'PATCH'])('405 method-not-allowed with Allow: %s', async (method) => {
      const reply = await api.anyone.call(method, '/v1/offices')
      expect([reply.status, reply.at('/code')]).toEqual([405, 'method-not-allowed'])
      expect(reply.headers.get('allow')).toBe('HEAD, GET, POST, OPTIONS')
    })

    test('405: an override of the method is not listened to', async () => {
      const reply = await api.anyone.call('PUT', '/v1/session', undefined, {
        'x-http-method-override': 'GET',
      })
      expect(reply.status).toBe(405)
    })
  })

  describe('every answer', () => {
    test('has a policy for browsers that lets nothing foreign in', async () => {
      const { headers } = await api.anyone.get('/livez')
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
    })

    test('names the request; a harmless name of the caller is kept, another is replaced', async () => {
      const named = await api.anyone.get('/livez', { 'x-request-id': 'my-request-1' })
      expect(named.headers.get('x-request-id')).toBe('my-request-1')
      const odd = await api.anyone.get('/livez', { 'x-request-id': '<script>' })
      expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    })

    test('says how many requests are left; 429 rate-limited with Retry-After when none is', async () => {
      const small = await openApi({ limits: { requestsPerMinute: 3, failedSignIns: 5 } })
      try {
        const first = await small.anyone.get('/v1/session')
        expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60')
        expect(first.headers.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/)
        for (let n = 0; n < 2; n += 1) await small.anyone.get('/v1/session')
        const reply = await small.anyone.get('/v1/session')
        expect([reply.status, reply.at('/code')]).toEqual([429, 'rate-limited'])
        expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
        expect((await small.anyone.get('/livez')).status).toBe(200)
      } finally {
        await small.close()
      }
    })
  })

  test('500 internal: an unknown fault is told without its words, and logged with them', async () => {
    const broken = await openApi()
    try {
      broken.repositories.accounts.byLogin = () => Promise.reject(new Error('words of a driver'))
      const reply = await broken.anyone.post('/v1/session', { login: 'a', password: PASSWORD })
      expect([reply.status, reply.at('/code')]).toEqual([500, 'internal'])
      expect(reply.text).not.toContain('words of a driver')
      expect(broken.log.join('')).toContain('words of a driver')
      expect((await broken.anyone.get('/livez')).status).toBe(200)
    } finally {
      await broken.close()
    }
  })

  test('503 service-unavailable with Retry-After when the database is gone, never 500', async () => {
    const lost = await openApi()
    const officer = await lost.officer('officer', ['RECV/TAPAL'])
    const agent = await lost.agent('agent', ['SEND'])
    await lost.database.close()
    for (const reply of [
      await officer.get('/v1/tapals?seat=RECV/TAPAL'),
      await agent.post('/v1/dispatches', {}, { 'idempotency-key': 'k' }),
      await lost.anyone.post('/v1/session', { login: 'officer', password: PASSWORD }),
    ]) {
      expect([reply.status, reply.at('/code')]).toEqual([503, 'service-unavailable'])
      expect(reply.headers.get('retry-after')).toBe('5')
    }
    const ready = await lost.anyone.get('/readyz')
    expect([ready.status, ready.at('/database')]).toEqual([503, 'unreachable'])
    await lost.close()
  })

  describe('the documentation', () => {
    test('GET /openapi.json 200: every route and every code, from the schemas that check', async () => {
      const reply = await api.anyone.get('/openapi.json')
      expect([reply.status, reply.at('/openapi')]).toEqual([200, '3.1.0'])
      const paths = Object.keys(reply.at('/paths') as object)
      expect(paths).toContain('/v1/dispatches')
      expect(paths).toContain('/take/{token}/documents/{sha256}')
      expect(paths).not.toContain('/docs')
      const post = reply.at('/paths/~1v1~1dispatches/post')
      expect(post).toMatchObject({
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewDispatch' } } },
        },
        responses: { '202': {}, '422': { description: expect.stringContaining('`office-unknown`') } },
      })
      expect(reply.text).not.toMatch(/"\$ref":"#\/components\/schemas\/undefined/)
    })

    test('GET /docs 200: a page that loads nothing from elsewhere', async () => {
      const page = await api.anyone.get('/docs')
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.text).not.toMatch(/https?:/)
      for (const [, path] of page.text.matchAll(/src="([^"]+)"/g)) {
        const script = await api.anyone.get(path!)
        expect([script.status, script.headers.get('content-type')]).toEqual([
          200,
          'text/javascript; charset=utf-8',
        ])
      }
    })

    test('GET /docs/errors 200: each code under the address that problems point to', async () => {
      const { text } = await api.anyone.get('/docs/errors')
      for (const code of ERROR_CODES) expect(text).toContain(`<tr id="${code}">`)
    })
  })

  test('the portal is served with its files, and its page for every address of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kcs-portal-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<title>Portal</title>')
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'go()')
    writeFileSync(join(folder, 'assets', 'built-abc123.js'), 'built()')
    writeFileSync(join(folder, 'assets', 'built-abc123.js.br'), brotliCompressSync('built()'))
    writeFileSync(join(folder, 'assets', 'noto-sans-malayalam-malayalam-400-normal-abc.woff2'), 'font')
    const served = await openApi({ uiFolder: folder })
    try {
      const page = { accept: 'text/html,*/*' }
      for (const path of ['/', '/inbox', '/tapals/01ABC'])
        expect((await served.anyone.get(path, page)).text).toBe('<title>Portal</title>')
      const script = await served.anyone.get('/assets/main-abc123.js')
      expect([script.headers.get('content-encoding'), script.headers.get('vary')]).toEqual([
        'gzip',
        'accept-encoding',
      ])
      const built = await served.anyone.get('/assets/built-abc123.js', { 'accept-encoding': 'gzip, br' })
      expect([built.text, built.headers.get('content-encoding')]).toEqual(['built()', 'br'])
      expect((await served.anyone.get('/assets/built-abc123.js.br')).status).toBe(404)
      const font = await served.anyone.get('/page-ml.woff2')
      expect([font.text, font.headers.get('content-type')]).toEqual(['font', 'font/woff2'])
      expect((await served.anyone.get('/', { accept: '*/*' })).text).toBe('<title>Portal</title>')
      const plain = await served.anyone.get('/assets/main-abc123.js', { 'accept-encoding': 'identity' })
      expect([plain.text, plain.headers.get('content-encoding')]).toEqual(['go()', null])
      expect([script.text, script.headers.get('cache-control')]).toEqual([
        'go()',
        'public, max-age=31536000, immutable',
      ])
      for (const path of ['/v1/nothing', '/take/nothing', '/assets/..%2f..%2fetc/passwd', '/missing.js'])
        expect((await served.anyone.get(path)).status).toBe(404)
      expect((await served.anyone.get('/v1/nothing', page)).status).toBe(404)
    } finally {
      await served.close()
      rmSync(folder, { recursive: true })
    }
  })
})
