// What the slips and the errors of the counter of K-SMART come to.

import { startOfDay } from '../../../domain/common/clock/ist'
import { type Counter, openCounter, type SeenFile } from './counter'

const later = { kind: 'retry-later', inDoubt: false }
const garbled = { kind: 'retry-later', code: 'answer-garbled', inDoubt: true }

/** The slip of a specimen, filed on 22 November 2026. */
const slip = (change: Record<string, unknown> = {}) => ({
  Slip: { applicationId: 'A-1', fileNo: 'F/1/2026', fileDate: '22-11-2026', ...change },
})

let counter: Counter
beforeEach(async () => {
  counter = await openCounter()
})
afterEach(() => counter.stop())

describe('a refusal', () => {
  test.each([
    ['LOCAL_BODY_MISMATCH', 'not-for-this-office'],
    ['DOCUMENT_UNREADABLE', 'unreadable'],
    ['ENCLOSURE_MISSING', 'enclosure-missing'],
    ['SIGNATURE_MISSING', 'not-signed'],
    ['LANGUAGE_NOT_ACCEPTED', 'wrong-language'],
    ['ALREADY_FILED', 'duplicate-letter'],
    ['REJECTED_AT_COUNTER', 'other'],
  ])('%s is read as %s, with 400 and with 422', async (theirs, code) => {
    for (const status of [400, 422]) {
      await counter.answer(status, { Errors: [{ code: theirs }] })
      expect(await counter.deliver()).toEqual({ kind: 'refused', code })
    }
  })

  test('has the words and the right local body where the counter says them', async () => {
    const description = 'ഈ വാർഡ് അടുത്ത പഞ്ചായത്തിലാണ്'
    const error = { code: 'LOCAL_BODY_MISMATCH', description, rightLocalBodyCode: 'GP-ADIMALI' }
    await counter.answer(400, { ResponseInfo: null, Errors: [error, { code: 'OTHER' }] })
    expect(await counter.deliver()).toEqual({
      kind: 'refused',
      code: 'not-for-this-office',
      reason: description,
      rightOffice: 'GP-ADIMALI',
    })
  })

  test('whose words are too long is one without words', async () => {
    await counter.answer(422, { Errors: [{ code: 'SIGNATURE_MISSING', description: 'x'.repeat(10_000) }] })
    expect(await counter.deliver()).toEqual({ kind: 'refused', code: 'not-signed' })
  })

  test.each(['FORMAT', 'SERVICE_UNKNOWN', 'constructor', '__proto__'])(
    'none is made of the code %s: it is never tried again',
    async (code) => {
      await counter.answer(400, { Errors: [{ code }] })
      expect(await counter.deliver()).toMatchObject({ kind: 'never', code: 'http-400' })
    },
  )

  test('none is made of an error beside a status that speaks of the way', async () => {
    await counter.answer(404, { Errors: [{ code: 'LOCAL_BODY_MISMATCH' }] })
    expect(await counter.deliver()).toMatchObject({ ...later, code: 'http-404' })
  })
})

test.each([
  [{}, 1_800_000],
  [{ 'retry-after': '60' }, 60_000],
])('a counter that is closed is tried again after its time, or half an hour', async (headers, afterMs) => {
  await counter.answer(400, { Errors: [{ code: 'COUNTER_CLOSED' }] }, headers)
  expect(await counter.deliver()).toMatchObject({ kind: 'busy', code: 'http-400', afterMs })
})

describe('a slip', () => {
  test.each([
    ['without a file number', slip({ fileNo: null }), '/Slip/fileNo'],
    ['with a number of 10,000 characters', slip({ fileNo: 'x'.repeat(10_000) }), '/Slip/fileNo'],
    ['with a line break in the number', slip({ fileNo: 'F/1\r\nBcc: x' }), '/Slip/fileNo'],
    ['of the 31st of February', slip({ fileDate: '31-02-2026' }), '/Slip/fileDate must be a day that exists'],
    ['of the year 9999', slip({ fileDate: '01-01-9999' }), '/Slip/fileDate must lie between'],
    ['that writes its day otherwise', slip({ fileDate: '2026-11-22' }), 'must be a day as DD-MM-YYYY'],
    ['that is cut off', '{"Slip":{"applicationId":"A-1","fi', 'The body ends before its JSON does.'],
    ['that is empty', '{}', '/Slip'],
    ['that is a page', '<html>Welcome</html>', 'The body is not JSON.'],
  ])('%s leaves the letter in doubt, and says why', async (_what, body, detail) => {
    await counter.answer(201, body)
    expect(await counter.deliver()).toMatchObject({
      ...garbled,
      detail: expect.stringContaining(detail) as string,
    })
  })

  test('is read whatever kind of content it is called', async () => {
    await counter.answer(201, slip(), { 'content-type': 'text/plain' })
    expect(await counter.deliver()).toMatchObject({
      kind: 'delivered',
      reference: 'A-1',
      diary: { number: 'F/1/2026', date: startOfDay('2026-11-22') },
    })
  })

  test.each(['soon', '31-02-2026', 5, ['05-12-2026'], null])(
    'that promises delivery on %j is a slip all the same',
    async (serviceDeliveryDate) => {
      await counter.answer(201, slip({ serviceDeliveryDate }))
      expect(await counter.deliver()).toEqual({
        kind: 'delivered',
        cause: 'delivered-by-agent',
        reference: 'A-1',
        diary: { number: 'F/1/2026', date: startOfDay('2026-11-22') },
      })
    },
  )
})

describe('the service delivery date of a slip', () => {
  test('is what is due of the letter, to the end of that day', async () => {
    const parcel = counter.parcel()
    const outcome = await counter.deliver(parcel)
    const [{ serviceDeliveryDate }] = (await counter.files()) as [SeenFile]
    const day = startOfDay(serviceDeliveryDate.split('-').reverse().join('-'))
    const dueAt = new Date(day.getTime() + 86_400_000 - 1)
    expect(outcome).toMatchObject({ kind: 'delivered', dueAt })
    expect(await counter.deliver(parcel)).toMatchObject({ kind: 'duplicate', dueAt })
    expect(await counter.connector.status!(counter.endpoint, parcel)).toMatchObject({
      kind: 'delivered',
      dueAt,
    })
  })

  test.each([
    ['21-11-2026', undefined],
    ['22-11-2026', new Date('2026-11-22T18:29:59.999Z')],
    ['05-12-2026', new Date('2026-12-05T18:29:59.999Z')],
  ])('is passed over where it lies before the day of the file: %s', async (serviceDeliveryDate, dueAt) => {
    await counter.answer(201, slip({ serviceDeliveryDate }))
    expect(((await counter.deliver()) as { dueAt?: Date }).dueAt).toEqual(dueAt)
  })
})
