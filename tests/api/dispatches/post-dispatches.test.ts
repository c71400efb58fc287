import { type Client } from '../../support/api-client'
import { buildOffice, buildSeat } from '../../support/builders'
import { openApi, type TestApi } from '../../support/api'
import { until } from '../../support/until'

describe('POST /v1/dispatches', () => {
  let api: TestApi
  let agent: Client
  let sha256: string
  beforeAll(async () => {
    api = await openApi('post_dispatches')
    agent = await api.agent('eoffice-send', ['SEND'])
    sha256 = await api.document('SEND')
    await api.repositories.offices.save([
      buildOffice('CLOSED', 'push', { active: false }),
      buildOffice('SEATLESS', 'push', { inwardSeat: null }),
      buildOffice('UNREACHED', 'push', { profiles: [] }),
    ])
    await api.repositories.seats.save([buildSeat('HOMELESS', { office: '' })])
  })
  afterAll(() => api.close())
  beforeEach(() => {
    api.flows.calls.length = 0
    api.flows.down = false
  })

  let keys = 0
  const key = () => ({ 'idempotency-key': `key-${(keys += 1)}` })
  const letter = (overrides: Record<string, unknown> = {}) => ({
    sender: { seat: 'SEND/SO' },
    kind: 'government-order',
    subject: 'Sanction for a test',
    letterNumber: 'G.O.(Ms)No.1/2026/ITD',
    letterDate: '2026-11-22',
    recipients: [{ office: 'RECV', purpose: 'action' }],
    documents: [{ sha256, name: 'order.pdf' }],
    ...overrides,
  })

  test('202: a letter by an agent is kept, and its run is started after the answer', async () => {
    const reply = await agent.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    const id = String(reply.at('/id'))
    expect(reply.headers.get('location')).toBe(`/v1/dispatches/${id}`)
    expect(reply.body).toEqual({
      id,
      state: 'accepted',
      workflowId: `dispatch:${id}`,
      links: {
        self: `/v1/dispatches/${id}`,
        trace: `/v1/dispatches/${id}/trace`,
        temporal: `http://temporal.invalid/namespaces/default/workflows/dispatch%3A${id}`,
      },
    })
    const row = await until(
      async () => {
        const found = await api.repositories.dispatches.byId(id)
        return found?.started ? found : null
      },
      { what: 'the dispatch to leave the outbox' },
    )
    expect(row).toMatchObject({
      caller: 'agent:eoffice-send',
      state: 'accepted',
      sender: { office: 'SEND', seat: 'SEND/SO', holder: null },
      urgency: 'normal',
      documents: [{ sha256, name: 'order.pdf', mediaType: 'application/pdf' }],
    })
    expect(api.flows.calls).toEqual([{ call: 'start dispatch', subject: id, args: [] }])
  })

  test('202: a letter by the holder of the seat notes who held it', async () => {
    const officer = await api.officer('sender', ['SEND/SO'])
    const reply = await officer.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    const row = await api.repositories.dispatches.byId(String(reply.at('/id')))
    expect(row?.sender.holder).toBe('PEN-sender')
  })

  test('202: the same key with the same body is answered the same and marked as a replay', async () => {
    const one = key()
    const first = await agent.post('/v1/dispatches', letter(), one)
    const { kind, ...rest } = letter()
    const again = await agent.post('/v1/dispatches', { ...rest, kind }, one)
    expect(again.status).toBe(202)
    expect(again.body).toEqual(first.body)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })

  test('202: twenty posts with one key at once make one dispatch', async () => {
    const one = key()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => agent.post('/v1/dispatches', letter(), one)),
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]))
    expect(new Set(replies.map((reply) => reply.at('/id'))).size).toBe(1)
  })

  test('202: a replay is answered also when the directory has changed since', async () => {
    const one = key()
    await api.repositories.offices.save([buildOffice('PASSING')])
    const body = letter({ recipients: [{ office: 'PASSING', purpose: 'action' }] })
    const first = await agent.post('/v1/dispatches', body, one)
    await api.repositories.offices.save([buildOffice('PASSING', 'kcs-agent', { active: false })])
    const again = await agent.post('/v1/dispatches', body, one)
    expect(again.body).toEqual(first.body)
  })

  test('202: two callers may use the same key', async () => {
    const other = await api.agent('other-send', ['SEND'])
    const one = key()
    const replies = [
      await agent.post('/v1/dispatches', letter(), one),
      await other.post('/v1/dispatches', letter(), one),
    ]
    expect(replies.map(({ status }) => status)).toEqual([202, 202])
    expect(replies[0]!.at('/id')).not.toBe(replies[1]!.at('/id'))
  })

  test('202: Temporal down changes nothing for the sender; the letter waits in the outbox', async () => {
    api.flows.down = true
    const reply = await agent.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    await until(() => api.flows.calls.length === 1, { what: 'the start to be tried' })
    const row = await api.repositories.dispatches.byId(String(reply.at('/id')))
    expect(row?.started).toBe(false)
  })

  test('202: a document that the office was sent by another may be sent on', async () => {
    const foreign = await api.document('RECV', 'brought by RECV')
    const received = await api.dispatch({
      sender: { office: 'RECV', seat: 'RECV/TAPAL', holder: null },
      documents: [{ sha256: foreign, name: 'x.pdf', mediaType: 'application/pdf', size: 1 }],
    })
    await api.tapal(received, { office: 'SEND', seat: 'SEND/US' })
    const reply = await agent.post(
      '/v1/dispatches',
      letter({ documents: [{ sha256: foreign, name: 'x.pdf' }] }),
      key(),
    )
    expect(reply.status).toBe(202)
  })

  test('202: 10,000 recipients fit in one request', async () => {
    const recipients = Array.from({ length: 10_000 }, () => ({ office: 'RECV', purpose: 'information' }))
    const reply = await agent.post('/v1/dispatches', letter({ recipients }), key())
    expect(reply.status).toBe(202)
  })

  test('the accept path is one insert and few reads', async () => {
    api.commands.length = 0
    const reply = await agent.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    await until(() => api.commands.includes('update'), { what: 'the mark that it was started' })
    const path = api.commands.slice(0, api.commands.indexOf('insert') + 1)
    // The key's agent; the recipients' offices, the sender's seat and the documents, side by side; the insert.
    expect(path).toEqual(['find', 'find', 'find', 'find', 'insert'])
  })

  const refused: [string, number, string, () => unknown][] = [
    [
      'an unknown office',
      422,
      'office-unknown',
      () => letter({ recipients: [{ office: 'NOWHERE', purpose: 'action' }] }),
    ],
    [
      'an office that is closed',
      422,
      'office-inactive',
      () => letter({ recipients: [{ office: 'CLOSED', purpose: 'action' }] }),
    ],
    [
      'an office without a seat for tapals',
      422,
      'office-without-seat',
      () => letter({ recipients: [{ office: 'SEATLESS', purpose: 'action' }] }),
    ],
    [
      'an office without a delivery profile',
      422,
      'office-without-profile',
      () => letter({ recipients: [{ office: 'UNREACHED', purpose: 'action' }] }),
    ],
    [
      'an unknown seat',
      422,
      'seat-unknown',
      () => letter({ recipients: [{ seat: 'RECV/NOBODY', purpose: 'action' }] }),
    ],
    [
      'a seat without office',
      422,
      'seat-without-office',
      () => letter({ recipients: [{ seat: 'HOMELESS', purpose: 'action' }] }),
    ],
    ['no recipients', 422, 'recipients-missing', () => letter({ recipients: [] })],
    ['recipients left out', 422, 'recipients-missing', () => letter({ recipients: undefined })],
    [
      '10,001 recipients',
      422,
      'recipients-too-many',
      () =>
        letter({
          recipients: Array.from({ length: 10_001 }, () => ({ office: 'RECV', purpose: 'information' })),
        }),
    ],
    ['no document', 422, 'document-missing', () => letter({ documents: [] })],
    [
      'an unknown document',
      422,
      'document-unknown',
      () => letter({ documents: [{ sha256: '0'.repeat(64), name: 'x.pdf' }] }),
    ],
    ['an unknown field', 422, 'field-unknown', () => letter({ status: 'delivered' })],
    [
      'an unknown field deep down',
      422,
      'field-unknown',
      () => letter({ sender: { seat: 'SEND/SO', office: 'SEND' } }),
    ],
    [
      'an operator of the database in place of a text',
      422,
      'validation-failed',
      () => letter({ subject: { $ne: null } }),
    ],
    [
      'a file name that is a path',
      422,
      'validation-failed',
      () => letter({ documents: [{ sha256, name: '../x.pdf' }] }),
    ],
    ['a day that is none', 422, 'validation-failed', () => letter({ letterDate: '2026-02-30' })],
    [
      'a recipient that is office and seat at once',
      422,
      'validation-failed',
      () => letter({ recipients: [{ office: 'RECV', seat: 'RECV/TAPAL', purpose: 'action' }] }),
    ],
    [
      'a key that could reach a prototype',
      422,
      'validation-failed',
      () => JSON.stringify(letter()).replace('{', '{"__proto__":{"admin":true},'),
    ],
    ['a body that is not JSON', 400, 'body-not-json', () => '{"subject": NaN}'],
    ['a body with a mark at its beginning', 400, 'body-not-json', () => `\uFEFF${JSON.stringify(letter())}`],
    [
      'a key that stands twice',
      400,
      'body-not-json',
      () => JSON.stringify(letter()).replace('{', '{"kind":"note",'),
    ],
    [
      'half of a character',
      400,
      'body-not-json',
      () => JSON.stringify(letter()).replace('Sanction', '\\ud800'),
    ],
    ['a body nested too deeply', 400, 'body-too-deep', () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ]
  test.each(refused)('%s is refused: %i %s', async (_what, status, code, body) => {
    const given = body()
    const headers = { ...key(), ...(typeof given === 'string' ? { 'content-type': 'application/json' } : {}) }
    const reply = await agent.post('/v1/dispatches', given, headers)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect({ status: reply.status, code: reply.at('/code') }).toEqual({ status, code })
    expect(reply.at('/remedy')).toEqual(expect.stringMatching(/\.$/))
    expect(reply.at('/requestId')).toBe(reply.headers.get('x-request-id'))
  })

  test('422 validation-failed lists every wrong place with its own code', async () => {
    const body = letter({
      recipients: [
        { office: 'RECV', purpose: 'action' },
        { office: 'NOWHERE', purpose: 'action' },
        { seat: 'RECV/NOBODY', purpose: 'information' },
      ],
      documents: [{ sha256: '0'.repeat(64), name: 'x.pdf' }],
    })
    const reply = await agent.post('/v1/dispatches', body, key())
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({
      code: 'validation-failed',
      errors: [
        { pointer: '/recipients/1/office', code: 'office-unknown' },
        { pointer: '/recipients/2/seat', code: 'seat-unknown' },
        { pointer: '/documents/0/sha256', code: 'document-unknown' },
      ],
    })
  })

  test('400 idempotency-key-missing', async () => {
    const reply = await agent.post('/v1/dispatches', letter())
    expect([reply.status, reply.at('/code')]).toEqual([400, 'idempotency-key-missing'])
  })

  test('400 idempotency-key-invalid: longer than 255 characters', async () => {
    const reply = await agent.post('/v1/dispatches', letter(), { 'idempotency-key': 'k'.repeat(256) })
    expect([reply.status, reply.at('/code')]).toEqual([400, 'idempotency-key-invalid'])
  })

  test('422 idempotency-key-reused: the same key with another body', async () => {
    const one = key()
    await agent.post('/v1/dispatches', letter(), one)
    const reply = await agent.post('/v1/dispatches', letter({ subject: 'Another letter' }), one)
    expect([reply.status, reply.at('/code')]).toEqual([422, 'idempotency-key-reused'])
  })

  test('401 unauthenticated without an identity', async () => {
    const reply = await api.anyone.post('/v1/dispatches', letter(), key())
    expect([reply.status, reply.at('/code')]).toEqual([401, 'unauthenticated'])
    expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="kcs"')
  })

  test.each(['Bearer kcs_0000000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Bearer nonsense'])(
    '401 key-invalid: %s',
    async (authorization) => {
      const reply = await api.anyone.post('/v1/dispatches', letter(), { ...key(), authorization })
      expect([reply.status, reply.at('/code')]).toEqual([401, 'key-invalid'])
    },
  )

  test('403 seat-not-held: the agent of another office', async () => {
    const other = await api.agent('recv-agent', ['RECV'])
    const reply = await other.post('/v1/dispatches', letter(), key())
    expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
  })

  test('403 seat-not-held: a colleague of the same office', async () => {
    const officer = await api.officer('colleague', ['SEND/US'])
    const reply = await officer.post('/v1/dispatches', letter(), key())
    expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
  })

  test('413 body-too-large', async () => {
    const reply = await agent.post('/v1/dispatches', letter({ fileNumber: 'x'.repeat(3_000_000) }), key())
    expect([reply.status, reply.at('/code')]).toEqual([413, 'body-too-large'])
  })

  test('415 media-type-unsupported', async () => {
    const reply = await agent.post('/v1/dispatches', JSON.stringify(letter()), {
      ...key(),
      'content-type': 'text/plain',
    })
    expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
  })

  test('no line of the log holds what the letter says', () => {
    expect(api.log.length).toBeGreaterThan(10)
    expect(api.log.join('')).not.toMatch(/Sanction|Another letter/)
  })
})
