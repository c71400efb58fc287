// What KCS makes of the answers of systems that write JSON in other ways than ours.

import type { HttpAnswer } from '../../connectors/http'
import {
  capabilitiesOf,
  deliveryOutcome as dakOutcome,
  statusAnswer as dakStatus,
} from '../../connectors/eoffice/mapper'
import { capabilitiesSchema } from '../../connectors/push/schema'
import { deliveryOutcome, statusAnswer } from '../../connectors/push/mapper'
import { readAnswer } from '../../connectors/reading'

const now = new Date('2026-11-27T06:00:00Z')
const answer = (status: number, body: string | Buffer | null, headers = {}): HttpAnswer => ({
  status,
  headers,
  body: typeof body === 'string' ? Buffer.from(body) : body,
})
const delivered = { kind: 'delivered', reference: 'r-1' }

test.each(['constructor', 'toString', '__proto__'])(
  'a code of refusal that is called %s is none that e-Office knows',
  (errorCode) => {
    const body = JSON.stringify({ errorCode, message: 'x' })
    expect(dakOutcome(answer(422, body), now)).toMatchObject({ kind: 'never', code: 'http-422' })
  },
)

describe('An answer is read', () => {
  it.each([
    ['with null for what is left out', '{"reference":"r-1","diaryNumber":null,"diaryDate":null}'],
    ['with a byte order mark', '\ufeff{"reference":"r-1"}'],
    [
      'with members that are not known, however deep',
      `{"reference":"r-1","x":${'['.repeat(40)}${']'.repeat(40)}}`,
    ],
    ['with white space at the ends of a text', '{"reference":" r-1\\n"}'],
  ])('%s', (_, body) => {
    expect(deliveryOutcome(answer(201, body), now)).toMatchObject(delivered)
    expect(statusAnswer(answer(200, body.replace('{', '{"state":"delivered",')), now)).toMatchObject(
      delivered,
    )
  })

  it('with a whole number where its digits are meant', () => {
    const body = '{"reference":7,"diaryNumber":4711}'
    expect(deliveryOutcome(answer(201, body), now)).toMatchObject({
      reference: '7',
      diary: { number: '4711' },
    })
  })

  it('also as a refusal', () => {
    const body = '{"code":"unreadable","rightOffice":null}'
    expect(deliveryOutcome(answer(422, body), now)).toEqual({ kind: 'refused', code: 'unreadable' })
  })

  it('also where a system says what it takes', () => {
    expect(readAnswer(capabilitiesSchema, answer(200, '\ufeff{"kinds":null,"maxDocuments":3}'))).toEqual({
      value: { maxDocuments: 3 },
    })
    const about = { product: 'e', mimeTypes: ['application/pdf'], maxFileBytes: 1, maxFiles: 2, note: null }
    expect(capabilitiesOf(answer(200, `\ufeff${JSON.stringify(about)}`))).toMatchObject({
      value: { maxDocuments: 2 },
    })
  })
})

describe('An answer that cannot be read leaves the letter in doubt, and says why', () => {
  it.each<[string, HttpAnswer, string]>([
    [
      'compressed unasked',
      answer(201, '{}', { 'content-encoding': 'gzip' }),
      'The answer is compressed, which was not asked for.',
    ],
    ['too long', answer(201, null), 'The answer is longer than 65536 bytes.'],
    ['empty', answer(201, ''), 'The answer has no body.'],
    ['no JSON', answer(201, '<html>'), 'The body is not JSON.'],
    ['cut off', answer(201, '{"reference":'), 'The body ends before its JSON does.'],
    [
      'in another encoding',
      answer(201, Buffer.from('{"reference":"caf\xe9"}', 'latin1')),
      'The body is not UTF-8.',
    ],
    ['a list', answer(201, '[]'), 'must be an object, not a list'],
    [
      'a day with its time',
      answer(201, '{"diaryNumber":"1","diaryDate":"2026-11-27T10:00:00"}'),
      '/diaryDate must be a day as YYYY-MM-DD',
    ],
    [
      'a number with a null',
      answer(201, '{"diaryNumber":"N\\u0000"}'),
      '/diaryNumber must not hold U+0000 (null) at character 2',
    ],
    ['an unknown status', answer(206, '{}'), 'The status 206 is none of the protocol.'],
  ])('%s', (_, given, detail) => {
    expect(deliveryOutcome(given, now)).toEqual({
      kind: 'retry-later',
      code: 'answer-garbled',
      inDoubt: true,
      detail,
    })
  })

  it('and shows nothing of what stood there', () => {
    const said = deliveryOutcome(
      answer(201, '{"reference":"secret word\\u0007","diaryNumber":["secret"]}'),
      now,
    )
    expect(JSON.stringify(said)).not.toContain('secret')
  })

  it('also where e-Office writes a day that does not exist', () => {
    const dak = { state: 'DIARISED', dakId: 'd', diaryNo: '1', diaryDate: '99/99/2026' }
    expect(dakStatus(answer(200, JSON.stringify(dak)), now)).toMatchObject({
      code: 'answer-garbled',
      detail: '/diaryDate must be a day that exists',
    })
  })
})
