// What an operator sees of letters that are none of the operator's: a table of all doors.

import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../support/api'
import type { Client, Reply } from '../../support/api-client'

/** Everything of the letter that is kept from an operator. */
const TEXT = /private matter|LETTER-77|FILE-88|private\.pdf|Name of|PEN-|cupboard of Anil|they are on leave/

interface Letter {
  dispatch: Dispatch
  tapal: Tapal
  sha256: string
  /** Makes of it one that went by mail and was not taken yet. */
  mailed(): Promise<void>
}

/** Doors by which an operator reaches a letter. */
const DOORS: { door: string; status: number; call: (by: Client, letter: Letter) => Promise<Reply> }[] = [
  { door: 'GET /v1/tapals/:id', status: 200, call: (by, { tapal }) => by.get(`/v1/tapals/${tapal.id}`) },
  {
    door: 'GET /v1/dispatches/:id',
    status: 200,
    call: (by, { dispatch }) => by.get(`/v1/dispatches/${dispatch.id}`),
  },
  {
    door: 'GET /v1/dispatches/:id/trace',
    status: 200,
    call: (by, { dispatch }) => by.get(`/v1/dispatches/${dispatch.id}/trace`),
  },
  {
    door: 'POST /v1/tapals/:id/redelivery',
    status: 202,
    call: (by, { tapal }) => by.post(`/v1/tapals/${tapal.id}/redelivery`),
  },
  {
    door: 'POST /v1/tapals/:id/mail-link',
    status: 202,
    call: async (by, { tapal, mailed }) => {
      await mailed()
      return by.post(`/v1/tapals/${tapal.id}/mail-link`, undefined, { 'idempotency-key': 'k1' })
    },
  },
]

/** Doors that tell an operator nothing of it at any time. */
const CLOSED: { door: string; status: number; call: (by: Client, letter: Letter) => Promise<Reply> }[] = [
  { door: 'GET /v1/tapals', status: 403, call: (by) => by.get('/v1/tapals?seat=RECV/TAPAL') },
  { door: 'GET /v1/dispatches', status: 403, call: (by) => by.get('/v1/dispatches?seat=SEND/SO') },
  { door: 'GET /v1/notices', status: 200, call: (by) => by.get('/v1/notices') },
  { door: 'GET /v1/notices of a seat', status: 403, call: (by) => by.get('/v1/notices?seat=RECV/TAPAL') },
  { door: 'GET /v1/stream of a seat', status: 403, call: (by) => by.get('/v1/stream?seat=RECV/TAPAL') },
  { door: 'GET /v1/desk/letters', status: 200, call: (by) => by.get('/v1/desk/letters') },
  {
    door: 'POST /v1/dispatches/:id/recall',
    status: 403,
    call: (by, { dispatch }) => by.post(`/v1/dispatches/${dispatch.id}/recall`, { reason: 'x' }),
  },
]

describe('the text of a letter is kept from operators', () => {
  let api: TestApi
  let operator: Client
  let letter: Letter
  beforeAll(async () => {
    api = await openApi()
    operator = await api.officer('operator', [], ['operator'])
    await api.officer('holder', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    const sha256 = await api.document('SEND', `of ${Math.random()}`)
    const dispatch = await api.dispatch({
      subject: 'A very private matter',
      letterNumber: 'LETTER-77',
      fileNumber: 'FILE-88',
      documents: [{ sha256, name: 'private.pdf', mediaType: 'application/pdf', size: 30 }],
    })
    const at = api.now()
    const tapal = await api.tapal(dispatch, {
      state: 'failed',
      refusal: { code: 'other', reason: 'they are on leave', rightOffice: null },
      sequence: 2,
      events: [
        {
          sequence: 1,
          kind: 'movement',
          from: 'routed',
          to: 'routed',
          cause: 'marked',
          actor: { kind: 'seat', seat: 'RECV/TAPAL', holder: 'PEN-holder' },
          at,
          desk: { to: 'cupboard of Anil' },
        },
        {
          sequence: 2,
          kind: 'state',
          from: 'routed',
          to: 'failed',
          cause: 'never',
          code: 'http-404',
          actor: { kind: 'link', name: 'Name of a stranger' },
          at,
        },
      ],
    })
    const mailed = async () => {
      const rows = api.database.collection<{ _id: string }>('tapals')
      await rows.updateOne({ _id: tapal.id }, { $set: { state: 'delivered', mechanism: 'email' } })
    }
    letter = { dispatch, tapal, sha256, mailed }
  })
  const breakGlass = () =>
    operator.post(`/v1/desk/letters/${letter.tapal.id}/glass`, { reason: 'Their people ask' })

  test.each(DOORS)(
    '$door: without subject, numbers of letter and file, documents and persons',
    async ({ call, status }) => {
      const reply = await call(operator, letter)
      expect(reply.status).toBe(status)
      expect(reply.text).toContain('"masked":true')
      expect(reply.text).not.toMatch(TEXT)
    },
  )

  test.each(DOORS)('$door: with its text while the glass is broken, for 15 minutes', async ({ call }) => {
    await breakGlass()
    const reply = await call(operator, letter)
    expect(reply.text).toMatch(/private matter/)
    expect(reply.text).toMatch(/LETTER-77/)
    expect(reply.text).toMatch(/private\.pdf/)
    expect(reply.text).toContain('"masked":false')
    expect(reply.text).not.toContain('"masked":true')
    api.advance(15 * 60_000 + 1)
    const after = await operator.get(`/v1/tapals/${letter.tapal.id}`)
    expect(after.text).not.toMatch(TEXT)
  })

  test.each(CLOSED)('$door: nothing of it', async ({ call, status }) => {
    const reply = await call(operator, letter)
    expect([reply.status, reply.text]).toEqual([status, expect.not.stringMatching(TEXT)])
  })

  test('GET /v1/documents/:sha256/content: 404 until the glass is broken, and after', async () => {
    const read = async () => (await operator.get(`/v1/documents/${letter.sha256}/content`)).status
    expect(await read()).toBe(404)
    await breakGlass()
    expect(await read()).toBe(200)
    const another = await api.document('SEND', 'of another letter')
    expect((await operator.get(`/v1/documents/${another}/content`)).status).toBe(404)
    api.advance(15 * 60_000 + 1)
    expect(await read()).toBe(404)
  })

  test('the glass of one tapal opens no other tapal of the letter, and is of one operator alone', async () => {
    const other = await api.tapal(letter.dispatch, { hop: 1, seat: 'RECV/HEAD' })
    await breakGlass()
    const trace = await operator.get(`/v1/dispatches/${letter.dispatch.id}/trace`)
    const masked = (trace.at('/tapals') as { id: string; masked: boolean }[]).map((one) => [
      one.id,
      one.masked,
    ])
    expect(new Map(masked as [string, boolean][])).toEqual(
      new Map([
        [letter.tapal.id, false],
        [other.id, true],
      ]),
    )
    const second = await api.officer('second', [], ['operator'])
    expect((await second.get(`/v1/tapals/${letter.tapal.id}`)).at('/masked')).toBe(true)
  })

  test('an operator who holds a seat of the letter reads it as its holder; the State’s administrator does not', async () => {
    const both = await api.officer('both', ['RECV/HEAD'], ['officer', 'operator'])
    expect((await both.get(`/v1/tapals/${letter.tapal.id}`)).at('/subject')).toBe('A very private matter')
    const admin = await api.officer('root', [], ['admin'])
    expect((await admin.get(`/v1/tapals/${letter.tapal.id}`)).at('/masked')).toBe(true)
  })
})
