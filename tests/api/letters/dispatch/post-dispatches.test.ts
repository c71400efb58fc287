import { type Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'
import { openApi, type TestApi } from '../../../support/api'
import { idempotencyKeys, newDispatch } from './new-dispatch'
import { until } from '../../../support/until'

describe('POST /v1/dispatches', () => {
  let api: TestApi
  let agent: Client
  let sha256: string
  beforeAll(async () => {
    api = await openApi()
    agent = await api.agent('eoffice-send', ['SEND'])
    sha256 = await api.document('SEND')
  })
  afterAll(() => api.close())
  beforeEach(() => {
    api.runs.calls.length = 0
    api.runs.down = false
  })

  const key = idempotencyKeys()
  const letter = (overrides: Record<string, unknown> = {}) => newDispatch(sha256, overrides)

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
    expect(api.runs.calls).toEqual([{ call: 'start dispatch', subject: id, args: [] }])
  })

  test('202: what serializers of others write is read: a byte order mark, null for what is left out, decomposed letters', async () => {
    const body = letter({
      ...{ fileNumber: null, subjectCode: null, urgency: null, times: null },
      subject: ' തമിഴ്\u200cനാട് സര്\u200dക്കാര്\u200d: re\u0301sume\u0301 \u00a0',
      documents: [{ sha256, name: 'ക\u0d46\u0d3eല്ലം സര്\u200dക്കാര്\u200d.pdf' }],
    })
    const headers = { ...key(), 'content-type': 'application/json' }
    const reply = await agent.post('/v1/dispatches', `\ufeff${JSON.stringify(body)}`, headers)
    expect(reply.status).toBe(202)
    expect(await api.repositories.dispatches.byId(String(reply.at('/id')))).toMatchObject({
      ...{ fileNumber: '', urgency: 'normal' },
      subject: 'തമിഴ്\u200cനാട് സര്\u200dക്കാര്\u200d: résumé',
      documents: [{ name: 'ക\u0d4aല്ലം സര്\u200dക്കാര്\u200d.pdf' }],
    })
  })

  test('202: a letter by the holder of the seat notes who held it', async () => {
    const officer = await api.officer('sender', ['SEND/SO'])
    const reply = await officer.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    const row = await api.repositories.dispatches.byId(String(reply.at('/id')))
    expect(row?.sender.holder).toBe('PEN-sender')
  })

  test('202: the same key with the same body returns the same and marked as a replay', async () => {
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
    await api.repositories.offices.save([buildOffice('PASSING', 'kcs-agent', { fitToReceive: false })])
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
    api.runs.down = true
    const reply = await agent.post('/v1/dispatches', letter(), key())
    expect(reply.status).toBe(202)
    await until(() => api.runs.calls.length === 1, { what: 'the start to be tried' })
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
    // The key's agent; side by side the rules, the recipients' offices, the sender's seat and the documents; the insert.
    expect(path).toEqual(['find', 'find', 'find', 'find', 'find', 'insert'])
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
