// Call-backs: what KCS reads, and what it refuses.

import { createConnectors } from '../../connectors'
import { type CallbackRequest, traitsOf } from '../../connectors/connector'
import { callbackSignature } from '../../connectors/eoffice/callback'
import { signedHeaders } from '../../connectors/signature'
import { type Mechanism, MECHANISMS, OWN_SYSTEMS } from '../../domain/letters/systems'
import { webhookSpecimen } from './ksmart/webhook-specimen'
import { endpointAt, newParcel, SECRET } from './specimen'

const connectors = createConnectors({} as Parameters<typeof createConnectors>[0])
const now = new Date('2026-11-22T06:00:00Z')
const { deliveryKey } = newParcel()
const at = '2026-11-22T11:29:00+05:30'
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 'another').toString('base64')}`

interface Specimen {
  /** The proof of a call-back. */
  headers(secret: string, time: Date, body: Buffer): Record<string, string>
  /** The header in which the signature stands. */
  signature: string
  /** One report of an acknowledgement with the number C/7; where it states a day, that is 22 November 2026. */
  good: Record<string, [Record<string, unknown>]>
  /** How it calls delivery key, diary number and day. */
  key: string
  number: string
  day: string
  /** How it writes a day that is given as YYYY-MM-DD, and what it says of one that is written otherwise. */
  written(day: string): string
  miswritten: string
  /** It signs text, so that bytes that are none have no right signature. */
  signsText?: true
}

/** One entry for each system that sends call-backs: all tests below are made of it. */
const systems = {
  push: {
    headers: (secret, time, body) => signedHeaders(secret, 'message-1', time, body.toString('utf8')),
    signature: 'webhook-signature',
    good: { reports: [{ key: 'r1', deliveryKey, at, kind: 'acknowledged', diaryNumber: 'C/7' }] },
    key: 'deliveryKey',
    number: 'diaryNumber',
    day: 'diaryDate',
    written: (day) => day,
    miswritten: 'must be a day as YYYY-MM-DD',
    signsText: true,
  },
  eoffice: {
    headers(secret, time, body) {
      const seconds = String(Math.floor(time.getTime() / 1000))
      return {
        'x-eoffice-time': seconds,
        'x-eoffice-signature': callbackSignature(secret, seconds, body),
      }
    },
    signature: 'x-eoffice-signature',
    good: {
      events: [
        {
          eventId: 'r1',
          kcsKey: deliveryKey,
          when: at,
          type: 'DIARISED',
          diaryNo: 'C/7',
          diaryDate: '22/11/2026',
        },
      ],
    },
    key: 'kcsKey',
    number: 'diaryNo',
    day: 'diaryDate',
    written: (day) => day.split('-').reverse().join('/'),
    miswritten: 'must be a day as DD/MM/YYYY',
  },
  ksmart: webhookSpecimen(deliveryKey, at),
} satisfies Partial<Record<Mechanism, Specimen>>

type Sending = keyof typeof systems

function requestOf(
  mechanism: Sending,
  value: unknown,
  { secret = SECRET, time = now }: { secret?: string; time?: Date } = {},
): CallbackRequest {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const body = Buffer.isBuffer(value) ? value : Buffer.from(text)
  return { headers: systems[mechanism].headers(secret, time, body), body, receivedAt: now }
}

test('every system that sends call-backs is tried here', () => {
  const sending = MECHANISMS.filter((mechanism) => connectors[mechanism].parseCallback !== undefined)
  expect(Object.keys(systems).sort()).toEqual([...sending].sort())
})

describe.each(Object.keys(systems) as Sending[])('%s', (mechanism) => {
  const { good, signature, key, number, day, written, miswritten, signsText }: Specimen = systems[mechanism]
  const [list, [report]] = Object.entries(good)[0]!
  const request = (value: unknown, signing?: { secret?: string; time?: Date }) =>
    requestOf(mechanism, value, signing)
  const parse = (call: CallbackRequest, secret = SECRET) =>
    connectors[mechanism].parseCallback!(endpointAt(mechanism, '', { settings: { secret } }), call)
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

  test('an acknowledgement is read with its diary number and its day in Kerala', async () => {
    expect(await parse(request(good))).toEqual([
      {
        key: 'r1',
        deliveryKey,
        at: new Date('2026-11-22T05:59:00Z'),
        kind: 'acknowledged',
        diary: {
          number: 'C/7',
          ...(day in report ? { date: new Date('2026-11-21T18:30:00Z') } : {}),
        },
      },
    ])
  })

  test('a signature by another secret is refused', async () => {
    await expect(parse(request(good, { secret: OTHER_SECRET }))).rejects.toMatchObject({
      code: 'signature-invalid',
    })
  })

  test('a body altered by one byte is refused', async () => {
    const call = request(good)
    const body = Buffer.from(call.body.toString().replace('C/7', 'C/8'))
    await expect(parse({ ...call, body })).rejects.toMatchObject({ code: 'signature-invalid' })
  })

  test('a call without a signature is refused, also where no secret is set', async () => {
    const call = { ...request(good), headers: {} }
    await expect(parse(call)).rejects.toMatchObject({ code: 'signature-invalid' })
    await expect(parse(call, '')).rejects.toMatchObject({ code: 'signature-invalid' })
    const headers = { ...request(good).headers, [signature]: '' }
    await expect(parse({ ...call, headers })).rejects.toMatchObject({ code: 'signature-invalid' })
  })

  test.each([-6, 6])('a time %i minutes from now is refused', async (count) => {
    await expect(parse(request(good, { time: minutes(count) }))).rejects.toMatchObject({
      code: 'timestamp-out-of-tolerance',
    })
  })

  test.each([-4, 4])('a time %i minutes from now is tolerated', async (count) => {
    expect(await parse(request(good, { time: minutes(count) }))).toHaveLength(1)
  })

  test.each([
    ['no JSON', '{'],
    ['an empty list', { [list]: [] }],
    ['something else', { hello: 1 }],
    ['a list', []],
  ])('%s is not understood', async (_what, value) => {
    await expect(parse(request(value))).rejects.toMatchObject({ code: 'callback-invalid' })
  })

  const text = JSON.stringify(good)
  const changed = (from: string | RegExp, to: string) => text.replace(from, to)
  const withDay = (stated: string) => JSON.stringify({ [list]: [{ ...report, [day]: stated }] })

  test.each([
    ['with null for what is left out', changed('"C/7"', '"C/7","diaryDateOfLater":null,"file":null')],
    ['with members that it does not know', changed('"C/7"', '"C/7","extra":{"a":[1]}')],
    ['with a byte order mark before it', `\ufeff${text}`],
    ['with white space at the ends of the number', changed('C/7', ' C/7 \u00a0')],
    ['with escapes', changed('C/7', '\\u0043\\/7')],
  ])('a report is read %s', async (_how, body) => {
    expect(await parse(request(body))).toMatchObject([{ kind: 'acknowledged', diary: { number: 'C/7' } }])
  })

  test.each([
    ['a key that is not ours', changed(deliveryKey, 'not-a-key'), key, 'must be a delivery key of KCS'],
    ['an empty number', changed('C/7', ''), number, 'must not be empty'],
    ['a number of blanks', changed('C/7', '  '), number, 'must not be empty'],
    [
      'a null in the number',
      changed('C/7', 'N1\\u0000'),
      number,
      'must not hold U+0000 (null) at character 3',
    ],
    [
      'a line break in it',
      changed('C/7', 'N1\\r\\nBcc: x@y'),
      number,
      'must not hold U+000A (line feed) at character 3; it must be one line',
    ],
    [
      'an override in it',
      changed('C/7', 'N\u202e1'),
      number,
      'must not hold U+202E (right-to-left override) at character 2',
    ],
    ['a number too long', changed('C/7', 'x'.repeat(61)), number, 'must have at most 60 characters'],
    [
      'a number of 10,000 characters',
      changed('C/7', 'x'.repeat(10_000)),
      number,
      'must have at most 60 characters',
    ],
    ['a number that is a list', changed('"C/7"', '["C/7"]'), number, 'must be a text, not a list'],
    ['a day with its time', withDay('2026-11-22T10:00'), day, miswritten],
    ['a day that does not exist', withDay(written('2026-02-31')), day, 'must be a day that exists'],
    ['29 February of a year that has none', withDay(written('2026-02-29')), day, 'must be a day that exists'],
    ['a day of nines', withDay(written('9999-12-31')), day, 'must lie between 1900-01-01 and 2199-12-31'],
  ])('%s is named with its place, and the other reports are read', async (_what, body, member, detail) => {
    const bad = (JSON.parse(body) as Record<string, unknown[]>)[list]![0]
    const both = JSON.stringify({ [list]: [bad, report] })
    expect(await parse(request(both))).toMatchObject([
      { kind: 'unread', errors: [{ pointer: `/${list}/0/${member}`, detail }] },
      { kind: 'acknowledged' },
    ])
  })

  test.each([
    ['that is not UTF-8', Buffer.from(text.replace('C/7', 'caf\u00e9'), 'latin1'), 'The body is not UTF-8.'],
    [
      'with a key twice',
      Buffer.from(changed('"C/7"', `"C/7","${number}":"C/8"`)),
      'A key stands twice in one object.',
    ],
    ['with half of a character', Buffer.from(changed('C/7', '\\ud800')), 'A text holds half of a character.'],
  ])('a body %s is not understood', async (_how, body, detail) => {
    const code = signsText && detail.endsWith('UTF-8.') ? 'signature-invalid' : 'callback-invalid'
    await expect(parse(request(body))).rejects.toMatchObject({
      code,
      ...(code === 'callback-invalid' ? { detail } : {}),
    })
  })
})

test('push: while a secret is being replaced, one right signature of several is enough', async () => {
  const call = requestOf('push', systems.push.good)
  const both = `v1,AAAA ${call.headers['webhook-signature']}`
  const headers = { ...call.headers, 'webhook-signature': both }
  expect(await connectors.push.parseCallback!(endpointAt('push', ''), { ...call, headers })).toHaveLength(1)
})

test('push: a day that is stated is a day in Kerala', async () => {
  const [report] = systems.push.good.reports
  const call = requestOf('push', { reports: [{ ...report, diaryDate: '2026-11-22' }] })
  expect(await connectors.push.parseCallback!(endpointAt('push', ''), call)).toMatchObject([
    { diary: { number: 'C/7', date: new Date('2026-11-21T18:30:00Z') } },
  ])
})

test('push: each kind of report is read', async () => {
  const desk = { from: 'Registrar', to: 'Section A', file: 'A1/12' }
  const base = { deliveryKey, at }
  const reports = [
    { ...base, key: '1', kind: 'opened' },
    { ...base, key: '2', kind: 'movement', desk },
    { ...base, key: '3', kind: 'filed', desk: { to: 'Section A' } },
    { ...base, key: '4', kind: 'closed' },
    {
      ...base,
      key: '5',
      kind: 'refused',
      code: 'not-for-this-office',
      reason: 'ours is land',
      rightOffice: 'ITD',
    },
    { ...base, key: '6', kind: 'returned', reason: 'enclosure missing' },
  ]
  const read = await connectors.push.parseCallback!(endpointAt('push', ''), requestOf('push', { reports }))
  expect(read).toEqual(reports.map((report) => ({ ...report, at: new Date(at) })))
})

test('eoffice: each type of event is read in our words', async () => {
  const base = { kcsKey: deliveryKey, when: at }
  const events = [
    { ...base, eventId: '1', type: 'VIEWED' },
    { ...base, eventId: '2', type: 'MOVED', fromDesk: 'SO', toDesk: 'US', fileNo: 'A1/12' },
    { ...base, eventId: '3', type: 'PUT_IN_FILE', desk: 'SO', fileNo: 'A1/12' },
    { ...base, eventId: '4', type: 'CLOSED' },
    { ...base, eventId: '5', type: 'REJECTED', errorCode: 'UNSIGNED', remarks: 'no signature' },
    { ...base, eventId: '6', type: 'RETURNED', remarks: 'not ours' },
  ]
  const read = await connectors.eoffice.parseCallback!(
    endpointAt('eoffice', ''),
    requestOf('eoffice', { events }),
  )
  expect(read.map((report) => ({ ...report, at: undefined, deliveryKey: undefined }))).toEqual([
    { key: '1', kind: 'opened' },
    { key: '2', kind: 'movement', desk: { from: 'SO', to: 'US', file: 'A1/12' } },
    { key: '3', kind: 'filed', desk: { to: 'SO', file: 'A1/12' } },
    { key: '4', kind: 'closed' },
    { key: '5', kind: 'refused', code: 'not-signed', reason: 'no signature' },
    { key: '6', kind: 'returned', reason: 'not ours' },
  ])
})

test.each(OWN_SYSTEMS)('%s takes no call-backs', (mechanism) => {
  expect(connectors[mechanism]).not.toHaveProperty('parseCallback')
  expect(traitsOf(connectors[mechanism]).reportsMovements).toBe(false)
})
