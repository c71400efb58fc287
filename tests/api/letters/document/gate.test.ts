// Documents are given only to whom the gate for malware lets them go, and by streams that hold little of them.

import { createHash } from 'node:crypto'
import { get, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createClamd } from '../../../../documents/clamd'
import { OPEN_GATE } from '../../../../process/gate'
import { createGate } from '../../../../services/letters/document/gate'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { type Clamd, EICAR, startClamd } from '../../../support/clamd'
import { until } from '../../../support/until'

let api: TestApi
let clamd: Clamd
let sender: Client
let receiver: Client
beforeAll(async () => {
  ;[api, clamd] = await Promise.all([openApi(), startClamd()])
  ;[sender, receiver] = await Promise.all([api.agent('send', ['SEND']), api.agent('recv', ['RECV'])])
})
afterAll(async () => {
  await api.close()
  await clamd.stop()
})
beforeEach(() => {
  Object.assign(clamd, { mood: 'well', scanned: [] })
  const { repositories, store, now } = api.deps
  api.deps.gate = createGate({
    ...{ repositories, store, now },
    scanner: createClamd(clamd.address),
    cleanDays: 7,
    holder: 'api',
  })
})

const pathOf = (sha256: string): string => `/v1/documents/${sha256}/content`

/** A document of SEND in a letter that lies at RECV; the link in its mail comes with it. */
async function letterWith(text: string): Promise<{ sha256: string; link: string }> {
  const sha256 = await api.document('SEND', text)
  const documents = [{ sha256, name: 'order.pdf', mediaType: 'application/pdf', size: 1 }]
  const tapal = await api.tapal(await api.dispatch({ documents }))
  return { sha256, link: new URL(api.mailLink(tapal.id)).pathname }
}

const letter = (documents: { sha256: string; name: string }[]) => ({
  ...{ sender: { seat: 'SEND/SO' }, kind: 'letter', subject: 'A report' },
  ...{ letterNumber: '7/2026', letterDate: '2026-01-02' },
  recipients: [{ office: 'RECV', purpose: 'action' }],
  documents,
})
const send = (documents: { sha256: string; name: string }[]) =>
  sender.post('/v1/dispatches', letter(documents), {
    'idempotency-key': documents.map(({ name }) => name).join(),
  })

test('GET content 200: a document that nobody has scanned is scanned when the other office asks, and only once', async () => {
  const { sha256, link } = await letterWith('unscanned')
  expect((await sender.get(pathOf(sha256))).status).toBe(200)
  expect(clamd.scanned).toHaveLength(0)
  expect((await receiver.get(pathOf(sha256))).status).toBe(200)
  expect((await receiver.get(pathOf(sha256))).status).toBe(200)
  expect((await api.anyone.get(`${link}/documents/${sha256}`)).status).toBe(200)
  expect(clamd.scanned).toHaveLength(1)
})

test('GET content 503 document-unscanned, with Retry-After, to the other office while the scanner is away; 200 to the own', async () => {
  const { sha256, link } = await letterWith('while it is away')
  await clamd.stop()
  const reply = await receiver.get(pathOf(sha256))
  expect([reply.status, reply.at('/code')]).toEqual([503, 'document-unscanned'])
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await api.anyone.get(`${link}/documents/${sha256}`)).status).toBe(503)
  expect((await sender.get(pathOf(sha256))).status).toBe(200)
  await clamd.start()
})

test('403 document-infected: one in which malware was found is given to nobody, and taken in no letter, also where nothing is scanned any more', async () => {
  const { sha256, link } = await letterWith(EICAR)
  const refused = async () => {
    const replies = [
      await receiver.get(pathOf(sha256)),
      await sender.get(pathOf(sha256), { range: 'bytes=0-9' }),
      await api.anyone.get(`${link}/documents/${sha256}`),
    ]
    for (const reply of replies) expect(reply.status).toBe(403)
    expect(replies[1]!.at('/code')).toBe('document-infected')
    const sent = await send([{ sha256, name: 'order.pdf' }])
    expect([sent.status, sent.at('/code')]).toEqual([403, 'document-infected'])
    expect(sent.at('/errors/0/pointer')).toBe('/documents/0/sha256')
  }
  await refused()
  api.deps.gate = OPEN_GATE
  await refused()
  expect(api.log.join()).not.toContain(EICAR.slice(0, 20))
})

test('POST /v1/dispatches 202: documents of one name have names of their own in the letter', async () => {
  const [one, two] = [await api.document('SEND', 'one'), await api.document('SEND', 'two')]
  const sent = await send([
    { sha256: one, name: 'scan.pdf' },
    { sha256: two, name: 'Scan.pdf' },
  ])
  expect(sent.status).toBe(202)
  const read = await sender.get(`/v1/dispatches/${String(sent.at('/id'))}`)
  expect([read.at('/documents/0/name'), read.at('/documents/1/name')]).toEqual(['scan.pdf', 'Scan (2).pdf'])
})

test('a document goes out untouched, and no more of it is read than whoever fetches it takes', async () => {
  api.deps.gate = OPEN_GATE
  const PIECE = Buffer.alloc(64 * 1024, 'x')
  const PIECES = 400
  const sha256 = await api.document('SEND', 'large')
  let read = 0
  const { store } = api.deps
  const opened = jest.spyOn(store, 'open').mockImplementation(async () => ({
    ...{ sha256, size: PIECES * PIECE.length, mediaType: 'application/pdf' },
    stream: Readable.from(
      (function* () {
        for (; read < PIECES; read += 1) yield PIECE
      })(),
      { highWaterMark: 1 },
    ),
  }))
  const found = jest.spyOn(store, 'find').mockResolvedValue({
    ...{ sha256, size: PIECES * PIECE.length, mediaType: 'application/pdf' },
  })
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(`${api.url}${pathOf(sha256)}`, { headers: sender.headers }, resolve),
  )
  // Who fetches stands still: the sockets are filled, and then nothing more is read.
  let before = -1
  await until(
    () => {
      const stands = read === before
      before = read
      return stands && read > 0
    },
    { what: 'reading to stand still', intervalMs: 100 },
  )
  expect(read).toBeLessThan(PIECES / 2)
  const hash = createHash('sha256')
  for await (const chunk of response) hash.update(chunk as Buffer)
  const whole = createHash('sha256')
  for (let n = 0; n < PIECES; n += 1) whole.update(PIECE)
  expect(hash.digest('hex')).toBe(whole.digest('hex'))
  opened.mockRestore()
  found.mockRestore()
})
