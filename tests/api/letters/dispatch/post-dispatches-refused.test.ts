import { type Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { openApi, type TestApi } from '../../../support/api'
import { idempotencyKeys, newDispatch } from './new-dispatch'

describe('POST /v1/dispatches refuses', () => {
  let api: TestApi
  let agent: Client
  let sha256: string
  beforeAll(async () => {
    api = await openApi()
    agent = await api.agent('eoffice-send', ['SEND'])
    sha256 = await api.document('SEND')
    await api.repositories.offices.save([
      buildOffice('CLOSED', 'push', { fitToReceive: false }),
      buildOffice('SEATLESS', 'push', { inwardSeat: null }),
      buildOffice('UNREACHED', 'push', { profiles: [] }),
    ])
    await api.repositories.seats.save([buildSeat('HOMELESS', { office: '' })])
  })
  afterAll(() => api.close())

  const key = idempotencyKeys()
  const letter = (overrides: Record<string, unknown> = {}) => newDispatch(sha256, overrides)

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
    ...['confidential', 'secret', 'top-secret'].map(
      (classification): [string, number, string, () => unknown] => [
        `the grade ${classification}`,
        422,
        'classification-not-carried',
        () => letter({ classification }),
      ],
    ),
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
    [
      'a document whose name ends as another kind of file',
      422,
      'document-name',
      () => letter({ documents: [{ sha256, name: 'order.pdf.exe' }] }),
    ],
    [
      'a subject whose direction is turned',
      422,
      'validation-failed',
      () => letter({ subject: 'Rs. \u202e00001' }),
    ],
    ['a subject of nothing that can be seen', 422, 'validation-failed', () => letter({ subject: '\u3164' })],
    ['a day that has not come yet', 422, 'validation-failed', () => letter({ letterDate: '2199-12-31' })],
    ['a day of the Middle Ages', 422, 'validation-failed', () => letter({ letterDate: '1026-11-22' })],
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
})
