// What panchayats send and report: rows of the outbox of their ILGMS, collected page by page, and told what came of them.

import { type CollectedLetter, type CollectPage } from '../../../connectors/collect'
import type { AgentReport } from '../../../connectors/report'
import { get, post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'
import { newParcel, PDF, PDF_SHA256 } from '../specimen'
import { openWorker, type Worker } from './worker'

let rig: Rig
let worker: Worker
beforeAll(async () => {
  rig = await startRig('ilgms')
})
afterAll(() => rig.stop())
beforeEach(() => {
  worker = openWorker(rig.endpoint.address)
})
afterEach(() => rig.knobs({ down: false, garbage: false, faults: [] }))

async function collect(after: string | null = null): Promise<CollectPage> {
  const answer = await worker.connector.collect!(rig.endpoint, after)
  if ('fault' in answer) throw new Error(JSON.stringify(answer))
  return answer
}
const settle = (...results: Parameters<NonNullable<Worker['connector']['settle']>>[1]) =>
  worker.connector.settle!(rig.endpoint, results)
interface Shown {
  id: string
  state: string
  answer: string
  row: number
}
const rowsThere = async (): Promise<Shown[]> =>
  (await get<{ rows: Shown[] }>(`${rig.agentUrl}/desk/rows`)).rows
const rowOf = async (id: string): Promise<Shown | undefined> =>
  (await rowsThere()).findLast((row) => row.id === id)
/** The cursor behind all that is there now. */
const end = async (): Promise<string> => String((await rowsThere()).length)
const keysOf = (page: CollectPage) => page.letters.map(({ key }) => key)

test.each([
  ['answered with a page', { status: 200, body: '<html>' }, 'answer-garbled'],
  ['without its last row', { status: 200, body: '{"rows":[],"more":false}' }, 'answer-garbled'],
  ['answered with a gigabyte', { status: 200, mode: 'flood' }, 'answer-garbled'],
  ['answered a byte now and then', { status: 200, mode: 'drip' }, 'timeout'],
  ['cut', { mode: 'cut' }, 'connection-lost'],
  ['answered with 500', { status: 500 }, 'http-500'],
  ['sent elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }, 'http-307'],
])(
  'a collection that is %s brings its fault, and the next one brings the letters',
  async (_how, change, code) => {
    const id = `after-${code}-${Math.random()}`
    await rig.originate({ id })
    await rig.knobs({ faults: [{ on: 'GET /office/outbox', ...change }] })
    expect(await worker.connector.collect!(rig.endpoint, null)).toMatchObject({ fault: { code } })
    expect(keysOf(await collect())).toContain(id)
  },
)

test('a letter is offered until it is told as taken; the cursor leads on behind it', async () => {
  const after = await end()
  for (const id of ['one', 'two', 'three']) await rig.originate({ id })
  const page = await collect(after)
  expect(keysOf(page)).toEqual(['one', 'two', 'three'])
  expect(page).toMatchObject({ next: await end(), hasMore: false })
  expect(await collect(page.next)).toMatchObject({ letters: [], reports: [], next: page.next })
  expect(await settle({ of: 'letter', key: 'two', kind: 'taken', dispatch: '01KD' })).toEqual({
    settled: true,
  })
  expect(keysOf(await collect(after))).toEqual(['one', 'three'])
  expect(await rowOf('two')).toMatchObject({ state: 'taken', answer: '01KD' })
})

test('what is more than one page comes in pages, each row once', async () => {
  const after = await end()
  const ids = Array.from({ length: 120 }, (_, index) => `many-${index}`)
  for (const id of ids) await rig.originate({ id, documents: [] })
  const keys: (string | null)[] = []
  let cursor: string | null = after
  let pages = 0
  for (let hasMore = true; hasMore; pages += 1) {
    const page: CollectPage = await collect(cursor)
    keys.push(...keysOf(page))
    ;({ next: cursor, hasMore } = page)
  }
  expect(keys).toEqual(ids)
  expect(pages).toBe(3)
})

test('the clerk reads why a letter was refused, and sends it again corrected: a new row, the same id, the next revision', async () => {
  const after = await end()
  await rig.originate({ id: 'wrong', subject: 'Frist' })
  const errors = [{ pointer: '/subject', detail: 'is misspelt' }]
  await settle({ of: 'letter', key: 'wrong', kind: 'refused', errors })
  expect(await rowOf('wrong')).toMatchObject({ state: 'rejected', answer: '/subject is misspelt' })
  expect(await (await fetch(`${rig.agentUrl}/`)).text()).toContain('/subject is misspelt')
  expect((await collect(after)).letters).toMatchObject([{ key: 'wrong', version: '1' }])
  await rig.originate({ id: 'wrong', subject: 'First' })
  expect((await collect(after)).letters).toMatchObject([{ key: 'wrong', version: '2', subject: 'First' }])
  await settle({ of: 'letter', key: 'wrong', kind: 'taken', dispatch: '01KD' })
  await rig.originate({ id: 'wrong', subject: 'Third' })
  expect(keysOf(await collect(after))).toEqual([])
})

test('what people in the panchayat do with a tapal is collected once each, in its order', async () => {
  const after = await end()
  const parcel = newParcel()
  await worker.connector.deliver(rig.endpoint, [parcel])
  const acts = [
    { event: 'ENTERED', fileNo: 'A1-9/2026' },
    { event: 'OPENED' },
    { event: 'MOVED', toSeat: 'Clerk A1' },
    { event: 'PUT_IN_FILE', fileNo: 'A1/9' },
    { event: 'DISPOSED' },
    { event: 'RETURNED', remarks: 'for another panchayat' },
  ]
  for (const act of acts) await post(`${rig.agentUrl}/desk/inwards/${parcel.deliveryKey}/acts`, act)
  const { reports } = await collect(after)
  expect(reports.map(({ kind }) => kind)).toEqual([
    'acknowledged',
    'opened',
    'movement',
    'filed',
    'closed',
    'returned',
  ])
  expect(reports[0]).toMatchObject({ diary: { number: 'A1-9/2026' } })
  expect(reports[2]).toMatchObject({ desk: { from: 'Registrar', to: 'Clerk A1' } })
  expect(new Set((reports as AgentReport[]).map(({ deliveryKey }) => deliveryKey))).toEqual(
    new Set([parcel.deliveryKey]),
  )
  for (const { key } of reports as AgentReport[]) await settle({ of: 'report', key, kind: 'taken' })
  expect((await collect(after)).reports).toEqual([])
})

test('results that it cannot be told bring the fault; told again, they are noted once', async () => {
  const after = await end()
  await rig.originate({ id: 'told-late' })
  const taken = { of: 'letter', key: 'told-late', kind: 'taken', dispatch: '01KD' } as const
  await rig.knobs({ faults: [{ on: 'POST /office/outbox/results', mode: 'cut', afterEffect: true }] })
  expect(await settle(taken)).toMatchObject({ fault: { kind: 'retry-later' } })
  expect(await settle(taken)).toEqual({ settled: true })
  expect(await settle({ of: 'letter', key: 'told-late', kind: 'refused', errors: [] })).toEqual({
    settled: true,
  })
  expect(await rowOf('told-late')).toMatchObject({ state: 'taken', answer: '01KD' })
  expect(keysOf(await collect(after))).toEqual([])
})

describe('documents', () => {
  const documentOf = async (id: string) => {
    const after = await end()
    await rig.originate({ id })
    const [read] = (await collect(after)).letters as [CollectedLetter]
    return read.documents[0]!
  }

  test('are opened within the session, more than once, and are what was stated', async () => {
    const document = await documentOf('with-paper')
    expect(document).toMatchObject({ name: 'റിപ്പോർട്ട് report.pdf', sha256: PDF_SHA256 })
    for (const _time of [1, 2]) {
      const opened = await document.open()
      if ('fault' in opened) throw new Error(JSON.stringify(opened))
      expect(opened.size).toBe(PDF.length)
      expect(Buffer.concat((await opened.stream.toArray()) as Buffer[])).toEqual(PDF)
    }
  })

  test.each([
    ['a few bytes', 'tiny'],
    ['nothing at all', ''],
    ['what looks like another answer', '{"status":"WELL"}'],
    ['just as much as is looked into', 'x'.repeat(1024)],
    ['a little more', 'x'.repeat(1025)],
  ])('of %s come as they are', async (_what, body) => {
    const document = await documentOf(`small-${body.length}`)
    for (const headers of [{ 'content-length': String(body.length) }, { 'transfer-encoding': 'chunked' }]) {
      await rig.knobs({ faults: [{ on: 'GET /office/attachments/', status: 200, headers, body }] })
      const opened = await document.open()
      if ('fault' in opened) throw new Error(JSON.stringify(opened))
      expect(Buffer.concat((await opened.stream.toArray()) as Buffer[]).toString()).toBe(body)
    }
  })

  test.each([
    ['answered with 404', { status: 404 }, 'http-404'],
    ['answered with 500', { status: 500 }, 'http-500'],
    ['cut before they begin', { mode: 'cut' }, 'connection-lost'],
    ['silent', { mode: 'hang' }, 'timeout'],
  ])('that are %s bring the fault', async (how, change, code) => {
    const document = await documentOf(how)
    await rig.knobs({ faults: [{ on: 'GET /office/attachments/', ...change }] })
    expect(await document.open()).toMatchObject({ fault: { kind: 'retry-later', code } })
  })

  test('of a gigabyte are cut off while they come', async () => {
    const document = await documentOf('endless')
    await rig.knobs({ faults: [{ on: 'GET /office/attachments/', status: 200, mode: 'flood' }] })
    const opened = await document.open()
    if ('fault' in opened) throw new Error(JSON.stringify(opened))
    const read = async (): Promise<number> => {
      let bytes = 0
      for await (const chunk of opened.stream) bytes += (chunk as Buffer).length
      return bytes
    }
    await expect(read()).rejects.toThrow('longer than it may be')
  })

  test('that nobody reads are given up', async () => {
    const document = await documentOf('unread')
    const opened = await document.open()
    if ('fault' in opened) throw new Error(JSON.stringify(opened))
    opened.stream.destroy()
    expect(opened.stream.destroyed).toBe(true)
    expect(await worker.connector.capabilities(rig.endpoint)).toHaveProperty('capabilities')
  })
})
