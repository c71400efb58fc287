// Letters for K-SMART: handed in at its counter as files, found again in doubt, and what K-SMART says of them.

import { createHttpClient } from '../../../connectors/http'
import { createKsmartConnector } from '../../../connectors/ksmart'
import { post } from '../reference-agents/running'
import { documents, newParcel } from '../specimen'
import { type Counter, openCounter } from './counter'

const garbled = { kind: 'retry-later', code: 'answer-garbled', inDoubt: true }

let counter: Counter
beforeEach(async () => {
  counter = await openCounter()
})
afterEach(() => counter.stop())

describe('a letter', () => {
  test('becomes a file of the local body: the sending office is the applicant, and the number of the slip is the diary number', async () => {
    const parcel = counter.parcel()
    const outcome = await counter.deliver(parcel)
    const [file] = await counter.files()
    expect(outcome).toMatchObject({
      kind: 'delivered',
      cause: 'delivered-by-agent',
      reference: 'PRE-A1',
      diary: { number: file!.fileNo },
    })
    expect(file!.fileNo).toMatch(/^PRE\/1\/\d{4}$/)
    expect(file).toMatchObject({
      externalId: parcel.deliveryKey,
      applicant: 'Electronics & IT Department',
      serviceCode: 'TAPAL-ORDER',
      localBodyCode: 'CDIT',
      wardNo: 0,
      seat: 'Registrar',
      subject: parcel.letter.subject,
      status: 'FILED',
    })
  })

  test.each([
    ['Ward 12', 12],
    ['ward no. 3', 3],
    ['വാർഡ് 7', 7],
    ['വാർഡ് നമ്പർ 23', 23],
    ['Steward 4', 0],
    ['Ward 12 and 13', 0],
    ['', 0],
  ])('for a seat of the section “%s” is filed under ward %i', async (section, wardNo) => {
    const parcel = counter.parcel()
    const seat = { ...parcel.recipient.seat, section }
    await counter.deliver({ ...parcel, recipient: { ...parcel.recipient, seat } })
    expect((await counter.files())[0]).toMatchObject({ wardNo })
  })

  test('is not sent of a kind whose service the counter does not offer', async () => {
    const config = { product: 'K', services: [{ code: 'TAPAL-LETTER' }, { code: 'BIRTH-CERTIFICATE' }] }
    const limits = { formats: ['.PDF', 'docx', 'jpg', 'jpeg'], maxFileSize: 1_000, maxFiles: 2 }
    await counter.fault('GET /office/counter/v1/config', {
      status: 200,
      body: JSON.stringify({ ...config, ...limits }),
    })
    expect(await counter.connector.capabilities(counter.endpoint)).toMatchObject({
      capabilities: {
        kinds: ['letter'],
        mediaTypes: ['application/pdf', 'image/jpeg'],
        maxDocumentBytes: 1_000,
        maxDocuments: 2,
      },
    })
  })
})

describe('in doubt', () => {
  test('a letter whose slip was lost is found by its key, with the slip, and lies there once', async () => {
    const parcel = counter.parcel()
    await counter.fault(counter.deliveryCall, { mode: 'cut', afterEffect: true })
    expect(await counter.deliver(parcel)).toEqual({
      kind: 'retry-later',
      code: 'connection-lost',
      inDoubt: true,
    })
    const status = await counter.connector.status!(counter.endpoint, parcel)
    expect(status).toMatchObject({
      kind: 'delivered',
      reference: 'PRE-A1',
      diary: { number: expect.any(String) as string },
    })
    expect(await counter.deliver({ ...parcel, attempt: 2 })).toMatchObject({
      kind: 'duplicate',
      reference: 'PRE-A1',
    })
    expect(await counter.arrived()).toEqual([parcel.deliveryKey])
  })

  test('a letter that never came is unseen, and the next try files it', async () => {
    const parcel = counter.parcel()
    await counter.fault(counter.deliveryCall, { mode: 'cut' })
    expect(await counter.deliver(parcel)).toMatchObject({ inDoubt: true })
    expect(await counter.connector.status!(counter.endpoint, parcel)).toEqual({ kind: 'unseen' })
    expect(await counter.deliver(parcel)).toMatchObject({ kind: 'delivered' })
  })
})

describe('asked what became of a letter, K-SMART says', () => {
  const status = (parcel: { deliveryKey: string }) =>
    counter.connector.status!(counter.endpoint, { deliveryKey: parcel.deliveryKey, reference: null })

  test('that it lies there, also when it was moved, attached and disposed of', async () => {
    const parcel = counter.parcel()
    await counter.deliver(parcel)
    await post(`${counter.agentUrl}/desk/parents`, { fileNo: 'F/1/2020', subject: 'Roads' })
    for (const body of [
      { action: 'FORWARD', toSeat: 'A2' },
      { action: 'ATTACH', parentFileNo: 'F/1/2020' },
      { action: 'DISPOSE' },
    ]) {
      await counter.act(parcel.deliveryKey, body)
      expect(await status(parcel)).toMatchObject({ kind: 'delivered', reference: 'PRE-A1' })
    }
  })

  test('that it was refused, and with which reason', async () => {
    const parcel = counter.parcel()
    await counter.deliver(parcel)
    await counter.act(parcel.deliveryKey, {
      action: 'REJECT',
      reasonCode: 'SIGNATURE_MISSING',
      remarks: 'page 2',
    })
    expect(await status(parcel)).toEqual({ kind: 'refused', code: 'not-signed' })
  })

  test('that it was withdrawn; nobody can act on it any more', async () => {
    const parcel = counter.parcel()
    await counter.deliver(parcel)
    expect(await counter.connector.withdraw!(counter.endpoint, parcel)).toEqual({ kind: 'withdrawn' })
    expect(await status(parcel)).toMatchObject({ kind: 'never', code: 'withdrawn' })
    await expect(counter.act(parcel.deliveryKey, { action: 'OPEN' })).rejects.toThrow('NOT_AT_A_SEAT')
  })

  test('garbage: the letter stays in doubt', async () => {
    await counter.fault('GET /office/counter/v1/applications', {
      status: 200,
      body: '{"Slip":{},"status":"LOST"}',
    })
    expect(await status(newParcel())).toMatchObject(garbled)
  })
})

test('the token stands in a header alone, never in an address or a body', async () => {
  const seen: { url: string; body: unknown; headers: Record<string, string> }[] = []
  const http = createHttpClient({ allowLoopback: true })
  const connector = createKsmartConnector({
    http: (call) => {
      seen.push({
        url: call.url,
        body: typeof call.body === 'string' ? call.body : '',
        headers: call.headers,
      })
      return http(call)
    },
    documents,
    now: () => new Date(),
  })
  await connector.deliver(counter.endpoint, [counter.parcel()])
  const token = counter.endpoint.settings.token!
  expect(seen.map(({ headers }) => headers['auth-token'])).toEqual([token, token, token])
  expect(JSON.stringify(seen.map(({ url, body }) => [url, body]))).not.toContain(token)
})
