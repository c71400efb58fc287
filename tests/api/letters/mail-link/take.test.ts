import { dayInKerala } from '../../../../domain/common/clock/ist'
import { openApi, type TestApi } from '../../../support/api'
import { until } from '../../../support/until'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
const JSON_ONLY = { accept: 'application/json' }

describe('the mail link', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
  })
  afterAll(() => api.close())

  const mailed = async (overrides: Partial<Tapal> = {}, subject = 'For <b>your</b> action') => {
    const sha256 = await api.document('SEND')
    const documents = [{ sha256, name: 'order <1>.pdf', mediaType: 'application/pdf', size: 10 }]
    const dispatch = await api.dispatch({ subject, documents })
    const tapal = await api.tapal(dispatch, { mechanism: 'email', inwardNumber: null, ...overrides })
    return { tapal, sha256, path: new URL(api.mailLink(tapal.id)).pathname }
  }
  const rowOf = ({ id }: Tapal) => api.repositories.tapals.byId(id)

  describe('GET /take/:token', () => {
    test('200: the letter, its documents and the form, in the language of the reader; nothing is changed by looking', async () => {
      const { tapal, path } = await mailed()
      for (const method of ['GET', 'HEAD', 'GET']) {
        const reply = await api.anyone.call(method, path, undefined, { accept: 'text/html' })
        expect(reply.status).toBe(200)
        expect(reply.headers.get('cache-control')).toBe('no-store')
        expect(reply.headers.get('referrer-policy')).toBe('no-referrer')
      }
      const { text } = await api.anyone.get(path, { accept: 'text/html' })
      expect(text).toContain('For &lt;b&gt;your&lt;/b&gt; action')
      expect(text).toContain('order &lt;1&gt;.pdf')
      expect(text).toContain('Your diary number')
      const inMalayalam = await api.anyone.get(`${path}?lang=ml`, { accept: 'text/html' })
      expect(inMalayalam.text).toContain('താങ്കളുടെ ഡയറി നമ്പർ')
      expect(text).not.toMatch(/<script|style=/)
      expect((await rowOf(tapal))?.sequence).toBe(2)
      expect(api.runs.calls).toEqual([])
    })

    test('200: after use it shows that the letter was taken, without a form', async () => {
      const { path } = await mailed({ state: 'acknowledged', diary: { number: 'AG-9', date: new Date() } })
      const { status, text } = await api.anyone.get(path, { accept: 'text/html' })
      expect(status).toBe(200)
      expect(text).toContain('AG-9')
      expect(text).not.toContain('<form')
    })

    test('404 link-invalid: altered, of another letter, or nonsense', async () => {
      const { path, tapal } = await mailed()
      const other = await mailed()
      const proof = path.split('.')[1]!
      const wrong = [
        `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`,
        `/take/${other.tapal.id}.${proof}`,
        `/take/${tapal.id}`,
        '/take/x.y.z',
      ]
      for (const address of wrong) {
        const page = await api.anyone.get(address, { accept: 'text/html' })
        expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
        const reply = await api.anyone.get(address, JSON_ONLY)
        expect([reply.status, reply.at('/code')]).toEqual([404, 'link-invalid'])
      }
    })
  })

  describe('POST /take/:token', () => {
    test('200: the form takes the letter with the number of the office, and the run is told', async () => {
      const { path, tapal } = await mailed()
      const reply = await api.anyone.post(path, 'diaryNumber=AG%2F441&diaryDate=&takenBy=Latha+M.', FORM)
      expect(reply.status).toBe(200)
      expect(reply.text).toContain('AG/441')
      const row = await rowOf(tapal)
      expect(row).toMatchObject({ state: 'acknowledged', owes: false, diary: { number: 'AG/441' } })
      expect(row?.events.at(-1)).toMatchObject({
        cause: 'acknowledged-by-link',
        actor: { kind: 'link', name: 'Latha M.' },
      })
      await until(() => api.runs.calls.some(({ subject }) => subject === tapal.dispatch), {
        what: 'the signal',
      })
    })

    test('200: the same in JSON; a second post of the same number returns the same', async () => {
      const { path } = await mailed()
      const take = () =>
        api.anyone.post(
          path,
          { diaryNumber: 'AG-1', diaryDate: dayInKerala(api.now()), takenBy: 'Latha' },
          JSON_ONLY,
        )
      const replies = [await take(), await take()]
      for (const reply of replies)
        expect([reply.status, reply.body]).toEqual([200, { state: 'acknowledged', diaryNumber: 'AG-1' }])
    })

    test('409 acknowledged-otherwise: a second post with another number; the page shows the first', async () => {
      const { path } = await mailed()
      await api.anyone.post(path, 'diaryNumber=AG-1&takenBy=Latha', FORM)
      const reply = await api.anyone.post(path, { diaryNumber: 'AG-2', takenBy: 'Latha' }, JSON_ONLY)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'acknowledged-otherwise'])
      const page = await api.anyone.post(path, 'diaryNumber=AG-2&takenBy=Latha', FORM)
      expect(page.status).toBe(409)
      expect(page.text).toContain('AG-1')
    })

    test('409 not-acknowledgeable: after a recall', async () => {
      const { path } = await mailed({ state: 'recalled' })
      const reply = await api.anyone.post(path, { diaryNumber: 'AG-1', takenBy: 'Latha' }, JSON_ONLY)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-acknowledgeable'])
      expect((await api.anyone.post(path, 'diaryNumber=AG-1&takenBy=Latha', FORM)).status).toBe(409)
    })

    test('200: under the origin that browsers send for a page that hides its address, and with a session', async () => {
      const officer = await api.officer('somebody', [])
      for (const client of [api.anyone, officer]) {
        const { path } = await mailed()
        const reply = await client.post(path, 'diaryNumber=AG-1&takenBy=Latha', {
          ...FORM,
          origin: 'null',
          'sec-fetch-site': 'same-origin',
          'x-csrf-token': '',
        })
        expect(reply.status).toBe(200)
      }
    })

    test('422 validation-failed: without the name of who takes it nothing is taken', async () => {
      const { path, tapal } = await mailed()
      const reply = await api.anyone.post(path, { diaryNumber: 'AG-1' }, JSON_ONLY)
      expect([reply.status, reply.at('/errors/0/pointer')]).toEqual([422, '/takenBy'])
      expect((await rowOf(tapal))?.state).toBe('delivered')
    })

    test('410 link-expired, link-replaced: the link counts for its days, and until there is a newer one', async () => {
      const days = (n: number) => new Date(api.now().getTime() - n * 24 * 3_600_000)
      const codes = async (overrides: Partial<Tapal>) => {
        const { path, tapal } = await mailed(overrides)
        const newer = new URL(`${api.url}/take/${api.deps.secrets.mailLinkToken(tapal.id, 1)}`).pathname
        const replies = [await api.anyone.get(path, JSON_ONLY), await api.anyone.get(newer, JSON_ONLY)]
        return replies.map((reply) => reply.at('/code') ?? reply.status)
      }
      expect(await codes({ deliveredAt: days(89) })).toEqual([200, 200])
      expect(await codes({ deliveredAt: days(91) })).toEqual(['link-expired', 'link-expired'])
      expect(await codes({ deliveredAt: days(91), mailLink: { number: 1, since: days(1) } })).toEqual([
        'link-replaced',
        200,
      ])
      const { path, sha256 } = await mailed({ deliveredAt: days(91) })
      expect((await api.anyone.get(`${path}/documents/${sha256}`, JSON_ONLY)).status).toBe(410)
    })

    test('422 validation-failed: no number; the form is shown again', async () => {
      const { path } = await mailed()
      const page = await api.anyone.post(path, 'diaryNumber=', FORM)
      expect(page.status).toBe(422)
      expect(page.text).toContain('role="alert"')
      expect(page.text).toContain('<form')
      expect((await api.anyone.post(path, {}, JSON_ONLY)).at('/code')).toBe('validation-failed')
    })

    test('415 media-type-unsupported', async () => {
      const { path } = await mailed()
      const reply = await api.anyone.post(path, 'AG-1', { 'content-type': 'text/plain', ...JSON_ONLY })
      expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
    })

    test('the token is in no line of the log', async () => {
      const { path } = await mailed()
      await api.anyone.post(path, 'diaryNumber=AG-1&takenBy=Latha', FORM)
      expect(api.log.join('')).not.toContain(path.split('.')[1]!)
    })
  })

  describe('GET /take/:token/documents/:sha256', () => {
    test('200: a document of the letter under its own name', async () => {
      const { path, sha256 } = await mailed()
      const reply = await api.anyone.get(`${path}/documents/${sha256}`)
      expect(reply.status).toBe(200)
      expect(reply.headers.get('content-disposition')).toBe(
        `inline; filename="order _1_.pdf"; filename*=UTF-8''order%20%3C1%3E.pdf`,
      )
      expect(reply.text).toContain('%PDF-')
    })

    test('404: a document of another letter, or after a recall', async () => {
      const { path } = await mailed()
      const foreign = await api.document('SEND', 'not of this letter')
      expect((await api.anyone.get(`${path}/documents/${foreign}`)).at('/code')).toBe('not-found')
      const recalled = await mailed({ state: 'recalled' })
      expect((await api.anyone.get(`${recalled.path}/documents/${recalled.sha256}`)).status).toBe(404)
    })
  })
})
