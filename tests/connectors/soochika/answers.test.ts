// What KCS makes of the answers of a Soochika, as various servers write them.

import type { HttpAnswer } from '../../../connectors/http'
import { deliveryOutcome, statusAnswer, withdrawal } from '../../../connectors/soochika/mapper'
import { NAMESPACE } from '../../../connectors/soochika/schema'
import { envelope, faultEnvelope } from './worker'

const now = new Date('2026-11-27T06:00:00Z')
const answer = (body: string | Buffer | null, status = 200, headers = {}): HttpAnswer => ({
  status,
  headers,
  body: typeof body === 'string' ? Buffer.from(body) : body,
})
const deliver = (body: string, status = 200) => deliveryOutcome(answer(body, status), now)
const registered = (members: string) =>
  envelope(`<RegisterInwardResponse>${members}</RegisterInwardResponse>`)
const entry = (change: Record<string, string> = {}) => {
  const members = { Section: 'A2', Number: '123', Year: '2026', Date: '2026-11-27', ...change }
  const list = Object.entries(members).map(([name, value]) => `<${name}>${value}</${name}>`)
  return `<Entry>${list.join('')}</Entry>`
}
const diary = { number: 'A2-123/2026', date: new Date('2026-11-26T18:30:00Z') }

describe('A letter that was registered', () => {
  test('has its inward number with section and year, and its day in Kerala', () => {
    expect(deliver(registered(`<InwardId>SO-1</InwardId>${entry()}`))).toEqual({
      ...{ kind: 'delivered', cause: 'delivered-by-agent', reference: 'SO-1', diary },
    })
  })

  test('that was there before is a duplicate with the same number', () => {
    const body = registered(`<InwardId>SO-1</InwardId>${entry()}<Repeated>1</Repeated>`)
    expect(deliver(body)).toEqual({ kind: 'duplicate', reference: 'SO-1', diary })
    expect(deliver(body, 409)).toEqual({ kind: 'duplicate', reference: 'SO-1', diary })
  })

  test.each(['', '<Entry xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>'])(
    'and waits for its number has none: %j',
    (none) => {
      expect(deliver(registered(`<InwardId>SO-1</InwardId>${none}`))).toEqual({
        ...{ kind: 'delivered', cause: 'delivered-by-agent', reference: 'SO-1' },
      })
    },
  )

  test.each([
    [
      'with a prefix',
      `<t:RegisterInwardResponse xmlns:t="${NAMESPACE}"><t:InwardId>SO-1</t:InwardId></t:RegisterInwardResponse>`,
    ],
    [
      'with members without a namespace',
      `<t:RegisterInwardResponse xmlns:t="${NAMESPACE}"><InwardId>SO-1</InwardId></t:RegisterInwardResponse>`,
    ],
    [
      'with members of others',
      `<t:RegisterInwardResponse xmlns:t="${NAMESPACE}"><x:InwardId xmlns:x="urn:x">no</x:InwardId><t:InwardId>SO-1</t:InwardId></t:RegisterInwardResponse>`,
    ],
    [
      'with white space, comments and CDATA',
      `<t:RegisterInwardResponse xmlns:t="${NAMESPACE}">\n <t:InwardId>\n <![CDATA[SO]]><!-- x -->-1 </t:InwardId>\n</t:RegisterInwardResponse>`,
    ],
    [
      'with an instruction',
      `<?target data?><t:RegisterInwardResponse xmlns:t="${NAMESPACE}"><t:InwardId>SO-1</t:InwardId></t:RegisterInwardResponse>`,
    ],
  ])('is read %s', (_how, body) => {
    const whole = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
    expect(deliver(whole)).toMatchObject({ kind: 'delivered', reference: 'SO-1' })
    expect(deliver(`\ufeff<?xml version="1.0" encoding="utf-8"?>\n${whole}`)).toMatchObject({
      kind: 'delivered',
    })
  })
})

test.each([
  [
    'a number of 10,000 characters',
    registered(`<InwardId>S</InwardId>${entry({ Number: '9'.repeat(10_000) })}`),
    '/Entry/Number',
  ],
  [
    'a day that does not exist',
    registered(`<InwardId>S</InwardId>${entry({ Date: '2026-02-31' })}`),
    '/Entry/Date',
  ],
  [
    'a day of another form',
    registered(`<InwardId>S</InwardId>${entry({ Date: '27/11/2026' })}`),
    '/Entry/Date',
  ],
  ['no year', registered(`<InwardId>S</InwardId>${entry({ Year: '26' })}`), '/Entry/Year'],
  [
    'a number twice',
    registered(`<InwardId>S</InwardId>${entry({ Number: '1</Number><Number>2' })}`),
    '/Entry/Number',
  ],
  ['no id', registered(entry()), '/InwardId'],
  [
    'a document type',
    `<!DOCTYPE x [<!ENTITY a "b">]>${registered('<InwardId>&a;</InwardId>')}`,
    'document type',
  ],
  ['an entity from outside', `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/">${registered('')}`, 'document type'],
  ['an element in an element ten thousand times', '<a>'.repeat(10_000), 'nested too deep'],
  ['the half of an envelope', registered('<InwardId>S</InwardId>').slice(0, -30), 'not XML'],
  ['a page', '<html><body>Welcome</body></html>', 'no envelope'],
  [
    'an envelope of SOAP 1.2',
    registered('<InwardId>S</InwardId>').replace(
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://www.w3.org/2003/05/soap-envelope',
    ),
    'no envelope',
  ],
  [
    'an envelope of another namespace around a body of SOAP',
    registered('<InwardId>S</InwardId>')
      .replace(/e:Envelope/, 'Envelope')
      .replace('</e:Envelope>', '</Envelope>'),
    'no envelope',
  ],
  [
    'another element than an envelope',
    registered('<InwardId>S</InwardId>').replaceAll('e:Envelope', 'e:Wrapper'),
    'no envelope',
  ],
  [
    'a body of another namespace',
    registered('<InwardId>S</InwardId>').replace('<e:Body>', '<Body>').replace('</e:Body>', '</Body>'),
    'no envelope',
  ],
  [
    'a fault of another namespace',
    envelope('<Fault><faultcode>Client</faultcode></Fault>'),
    'RegisterInwardResponse',
  ],
  [
    'an answer to another operation',
    envelope('<GetInwardResponse><State>Unseen</State></GetInwardResponse>'),
    'RegisterInwardResponse',
  ],
  [
    'an answer of another namespace',
    registered('<InwardId>S</InwardId>').replace(NAMESPACE, 'urn:other'),
    'RegisterInwardResponse',
  ],
  ['nothing', '', 'no body'],
])('A success with %s is in doubt, and says what could not be read', (_what, body, words) => {
  expect(deliver(body)).toMatchObject({
    ...{ kind: 'retry-later', code: 'answer-garbled', inDoubt: true },
    detail: expect.stringContaining(words) as string,
  })
})

test('A success that is compressed, though that was not asked for, is in doubt', () => {
  const body = registered('<InwardId>S</InwardId>')
  expect(deliveryOutcome(answer(body, 200, { 'content-encoding': 'gzip' }), now)).toMatchObject({
    ...{ kind: 'retry-later', code: 'answer-garbled', inDoubt: true },
  })
})

test.each([
  ['NotThisOffice', 'not-for-this-office'],
  ['Illegible', 'unreadable'],
  ['EnclosureMissing', 'enclosure-missing'],
  ['NotSigned', 'not-signed'],
  ['WrongLanguage', 'wrong-language'],
  ['AlreadyInwarded', 'duplicate-letter'],
  ['Other', 'other'],
])('%s is a refusal with the code %s, the words of the office and the right office', (theirs, ours) => {
  const error = `<x:Code>${theirs}</x:Code><x:Remarks>ഒപ്പില്ല</x:Remarks><x:RightOffice>G010</x:RightOffice>`
  expect(deliver(faultEnvelope('Client', error), 500)).toEqual({
    ...{ kind: 'refused', code: ours, reason: 'ഒപ്പില്ല', rightOffice: 'G010' },
  })
})

const later = (code: string) => ({ kind: 'retry-later', code, inDoubt: false })
test.each([
  ['DocumentMissing', 'Server', later('document-missing')],
  ['PieceMissing', 'Server', later('document-missing')],
  ['DocumentDamaged', 'Client', later('document-damaged-on-the-way')],
  ['NotAuthorised', 'Client', { kind: 'auth', code: 'soap-not-authorised' }],
  ['ServiceEnded', 'Server', { kind: 'gone', code: 'soap-service-ended' }],
  ['Busy', 'Server', { kind: 'busy', code: 'soap-busy', afterMs: 60_000 }],
  ['SomethingNew', 'Client', { kind: 'never', code: 'soap-client' }],
  ['SomethingNew', 'Client.Authentication', { kind: 'never', code: 'soap-client' }],
  ['SomethingNew', 'Server', later('soap-server')],
  ['toString', 'Server', later('soap-server')],
  ['SomethingNew', 'VersionMismatch', later('soap-version')],
  ['SomethingNew', 'MustUnderstand', later('soap-version')],
])('A fault %s of %s is %j', (code, side, outcome) => {
  expect(deliver(faultEnvelope(side, `<Code>${code}</Code>`), 500)).toEqual(outcome)
})

test('A busy Soochika is asked again after the time that it names', () => {
  const error = '<Code>Busy</Code><RetryAfterSeconds>120</RetryAfterSeconds>'
  expect(deliver(faultEnvelope('Server', error), 500)).toMatchObject({ kind: 'busy', afterMs: 120_000 })
})

test('A fault counts where it comes with another status, and without a detail by its side', () => {
  expect(deliver(faultEnvelope('Client', '<Code>NotSigned</Code>'), 200)).toMatchObject({ kind: 'refused' })
  expect(deliver(faultEnvelope('Client'), 400)).toEqual({ kind: 'never', code: 'soap-client' })
  expect(deliver(faultEnvelope('Server'), 500)).toEqual(later('soap-server'))
})

test('A code of another namespace counts for nothing', () => {
  const other = faultEnvelope('Client', '<Code>NotSigned</Code>').replace(NAMESPACE, 'urn:other')
  expect(deliver(other, 500)).toEqual({ kind: 'never', code: 'soap-client' })
})

test('Remarks that cannot be kept take nothing from the code of a fault', () => {
  const error = `<Code>NotSigned</Code><Remarks>${'x'.repeat(5_000)}</Remarks>`
  expect(deliver(faultEnvelope('Client', error), 500)).toEqual({ kind: 'refused', code: 'not-signed' })
})

describe('The question what became of a letter', () => {
  const ask = (members: string) =>
    statusAnswer(answer(envelope(`<GetInwardResponse>${members}</GetInwardResponse>`)), now)

  test.each(['Registered', 'Opened', 'InFile', 'Closed', 'Returned'])('finds it in the state %s', (state) => {
    expect(ask(`<State>${state}</State><InwardId>S</InwardId>${entry()}`)).toMatchObject({
      ...{ kind: 'delivered', reference: 'S', diary },
    })
  })

  test('finds that it was never seen, taken back, or refused', () => {
    expect(ask('<State>Unseen</State>')).toEqual({ kind: 'unseen' })
    expect(ask('<State>Withdrawn</State><InwardId>S</InwardId>')).toEqual({
      kind: 'never',
      code: 'withdrawn',
    })
    expect(
      ask('<State>Refused</State><InwardId>S</InwardId><Code>NotSigned</Code><Remarks>no</Remarks>'),
    ).toEqual({ kind: 'refused', code: 'not-signed', reason: 'no' })
  })

  test('that is not understood says nothing against the letter', () => {
    expect(statusAnswer(answer(faultEnvelope('Client'), 500), now)).toEqual({ kind: 'unseen' })
    expect(statusAnswer(answer(faultEnvelope('Server'), 500), now)).toEqual(later('soap-server'))
  })
})

describe('A withdrawal', () => {
  const read = (body: string, status = 200) => withdrawal(answer(body, status), now)
  const said = (result: string) =>
    envelope(`<WithdrawInwardResponse><Result>${result}</Result></WithdrawInwardResponse>`)

  test.each([
    ['Withdrawn', 'withdrawn'],
    ['Unseen', 'unseen'],
    ['Taken', 'taken'],
  ])('that says %s is %s', (word, kind) => {
    expect(read(said(word))).toEqual({ kind })
  })

  test('has failed where it says anything else, also by a 404, which may come from anywhere', () => {
    expect(read(said('Perhaps'))).toEqual({ kind: 'failed', code: 'answer-garbled' })
    expect(read('', 404)).toEqual({ kind: 'failed', code: 'http-404' })
    expect(read(faultEnvelope('Server'), 500)).toEqual({ kind: 'failed', code: 'soap-server' })
    expect(withdrawal({ fault: 'timeout', sent: true }, now)).toEqual({ kind: 'failed', code: 'timeout' })
  })
})
