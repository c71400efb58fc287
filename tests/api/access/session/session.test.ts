import { openApi, PASSWORD, type TestApi } from '../../../support/api'
import { clientFor } from '../../../support/api-client'

const MINUTE = 60_000

describe('the session of an officer', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
    await api.officer('officer', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  describe('POST /v1/session', () => {
    test('201: who signed in, the seats held now and the token for changing calls', async () => {
      const reply = await api.anyone.post('/v1/session', { login: 'Officer', password: PASSWORD })
      expect(reply.status).toBe(201)
      expect(reply.body).toEqual({
        account: {
          login: 'officer',
          pen: 'PEN-officer',
          name: 'Name of officer',
          nameMl: 'Name of officer',
          roles: ['officer'],
          language: 'en',
        },
        seats: [
          {
            id: 'RECV/TAPAL',
            designation: 'Section Officer',
            designationMl: 'സെക്ഷൻ ഓഫീസർ',
            section: 'Tapal',
            office: { code: 'RECV', name: 'Office RECV', nameMl: 'ഓഫീസ് RECV' },
            reason: { code: 'holder-regular' },
          },
        ],
        csrfToken: expect.stringMatching(/^[\w-]{32}$/),
      })
      expect(reply.headers.get('set-cookie')).toMatch(
        /^kcs-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      )
      expect(reply.headers.get('cache-control')).toBe('no-store')
    })

    test('201: a new id each time; the id that the browser had opens nothing any more', async () => {
      const client = clientFor(api.url)
      await client.signIn('officer', PASSWORD)
      const old = client.headers['cookie']!
      await client.signIn('officer', PASSWORD)
      expect(client.headers['cookie']).not.toBe(old)
      const reply = await api.anyone.get('/v1/session', { cookie: old })
      expect([reply.status, reply.at('/code')]).toEqual([401, 'session-ended'])
    })

    test('401 sign-in-failed: a wrong password and an unknown login are answered alike', async () => {
      const replies = [
        await api.anyone.post('/v1/session', { login: 'officer', password: 'wrong' }),
        await api.anyone.post('/v1/session', { login: 'nobody', password: 'wrong' }),
      ]
      const bodies = replies.map(({ body }) => ({ ...(body as object), requestId: '' }))
      expect(bodies[0]).toEqual(bodies[1])
      expect(bodies[0]).toMatchObject({ status: 401, code: 'sign-in-failed' })
      expect(replies[0]!.headers.get('set-cookie')).toBeNull()
    })

    test('422: an operator of the database in place of the login', async () => {
      const reply = await api.anyone.post('/v1/session', { login: { $ne: null }, password: 'x' })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
    })

    test('403 cross-site: from another origin', async () => {
      const headers = { origin: 'http://evil.example' }
      const reply = await api.anyone.post('/v1/session', { login: 'officer', password: PASSWORD }, headers)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'cross-site'])
    })

    test('429 rate-limited: after five wrong tries also the right password waits', async () => {
      await api.officer('guessed', [])
      for (let n = 0; n < 5; n += 1)
        await api.anyone.post('/v1/session', { login: 'guessed', password: `guess ${n}` })
      const reply = await api.anyone.post('/v1/session', { login: 'guessed', password: PASSWORD })
      expect([reply.status, reply.at('/code')]).toEqual([429, 'rate-limited'])
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
      const other = await api.anyone.post('/v1/session', { login: 'officer', password: PASSWORD })
      expect(other.status).toBe(201)
    })
  })

  describe('GET /v1/session', () => {
    test('200: who is signed in', async () => {
      const client = clientFor(api.url)
      const signedIn = await client.signIn('officer', PASSWORD)
      const reply = await client.get('/v1/session')
      expect([reply.status, reply.body]).toEqual([200, signedIn.body])
    })

    test('401 unauthenticated without a session', async () => {
      const reply = await api.anyone.get('/v1/session')
      expect([reply.status, reply.at('/code')]).toEqual([401, 'unauthenticated'])
    })

    test('401 session-ended: half an hour without use', async () => {
      const client = clientFor(api.url)
      await client.signIn('officer', PASSWORD)
      api.advance(29 * MINUTE)
      expect((await client.get('/v1/session')).status).toBe(200)
      api.advance(29 * MINUTE)
      expect((await client.get('/v1/session')).status).toBe(200)
      api.advance(31 * MINUTE)
      const reply = await client.get('/v1/session')
      expect([reply.status, reply.at('/code')]).toEqual([401, 'session-ended'])
    })

    test('401 session-ended: twelve hours, whatever the use', async () => {
      const client = clientFor(api.url)
      await client.signIn('officer', PASSWORD)
      for (let n = 0; n < 28; n += 1) {
        api.advance(25 * MINUTE)
        expect((await client.get('/v1/session')).status).toBe(200)
      }
      api.advance(21 * MINUTE)
      expect((await client.get('/v1/session')).status).toBe(401)
    })

    test('401 session-ended: the account was closed', async () => {
      const client = await api.officer('closed', [])
      await api.database
        .collection('accounts')
        .updateOne({ _id: 'closed' as never }, { $set: { active: false } })
      expect((await client.get('/v1/session')).status).toBe(401)
    })

    test('the seats are those held now: a charge that ended opens nothing a moment later', async () => {
      const client = await api.officer('leaving', ['RECV/TAPAL'])
      expect((await client.get('/v1/tapals?seat=RECV/TAPAL')).status).toBe(200)
      await api.repositories.charges.end('leaving RECV/TAPAL', api.now())
      expect((await client.get('/v1/session')).at('/seats')).toEqual([])
      const reply = await client.get('/v1/tapals?seat=RECV/TAPAL')
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })
  })

  describe('DELETE /v1/session', () => {
    test('204: the session has ended and the cookie is taken away', async () => {
      const client = clientFor(api.url)
      await client.signIn('officer', PASSWORD)
      const reply = await client.call('DELETE', '/v1/session')
      expect(reply.status).toBe(204)
      expect(reply.headers.get('set-cookie')).toContain('Max-Age=0')
      expect((await client.get('/v1/session')).at('/code')).toBe('session-ended')
    })
  })

  describe('PUT /v1/session/language', () => {
    test('200: the choice stays', async () => {
      const client = await api.officer('reader', [])
      const reply = await client.call('PUT', '/v1/session/language', { language: 'ml' })
      expect([reply.status, reply.at('/account/language')]).toEqual([200, 'ml'])
      expect((await client.get('/v1/session')).at('/account/language')).toBe('ml')
    })

    test.each([
      ['without the token', { 'x-csrf-token': '' }],
      ['with a wrong token', { 'x-csrf-token': 'x'.repeat(32) }],
      ['from another origin', { origin: 'http://evil.example' }],
      ['from another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ])('403 cross-site: %s', async (_how, headers) => {
      const client = clientFor(api.url)
      await client.signIn('officer', PASSWORD)
      const reply = await client.call('PUT', '/v1/session/language', { language: 'ml' }, headers)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'cross-site'])
    })
  })

  test('over https the cookie is bound to the host and never sent in the clear', async () => {
    const secure = await openApi({ publicUrl: 'https://kcs.example' })
    try {
      await secure.officer('officer', [])
      const reply = await secure.anyone.post('/v1/session', { login: 'officer', password: PASSWORD })
      expect(reply.headers.get('set-cookie')).toMatch(
        /^__Host-kcs-session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      )
      expect(reply.headers.get('strict-transport-security')).toContain('max-age=')
    } finally {
      await secure.close()
    }
  })
})
