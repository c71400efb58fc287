// The documents of letters for K-SMART: each content brought once, whole, and never damaged.

import { Readable } from 'node:stream'
import type { DocumentSource } from '../../../connectors/document-source'
import { createHttpClient } from '../../../connectors/http'
import { createKsmartConnector } from '../../../connectors/ksmart'
import { KcsError } from '../../../domain/common/error'
import { documents, PDF, PDF_SHA256 } from '../specimen'
import { type Counter, openCounter } from './counter'

const STORE = 'POST /office/filestore'
const later = { kind: 'retry-later', inDoubt: false }

let counter: Counter
beforeEach(async () => {
  counter = await openCounter()
})
afterEach(() => counter.stop())

describe('the documents', () => {
  const http = createHttpClient({ allowLoopback: true }, { totalMs: 20_000 })
  const connectorWith = (source: DocumentSource) =>
    createKsmartConnector({ http, documents: source, now: () => new Date() })
  /** A document that fails after its first bytes, as one that lost its hash does. */
  const failing = (error: Error): DocumentSource => ({
    async open() {
      async function* content() {
        yield PDF.subarray(0, 10_000)
        throw error
      }
      return { stream: Readable.from(content()), size: PDF.length }
    },
  })
  test('lie in the file store as they are, under the names that they have', async () => {
    const parcel = counter.parcel()
    const [document] = parcel.letter.documents
    const names = ['ഉത്തരവ് order.pdf', '../../etc/passwd', 'a"b%22\r\nX-Evil: 1.pdf']
    const letter = { ...parcel.letter, documents: names.map((name) => ({ ...document!, name })) }
    expect(await counter.deliver({ ...parcel, letter })).toMatchObject({ kind: 'delivered' })
    const [file] = await counter.files()
    expect(file!.documents.map(({ fileName }) => fileName)).toEqual(names)
    expect(new Set(file!.documents.map(({ fileStoreId }) => fileStoreId)).size).toBe(1)
    expect(await counter.contentOf(file!.documents[0]!.fileStoreId)).toEqual(PDF)
  })

  test.each(['../../outside.pdf', 'quote"and\nline.pdf', 'ഉത്തരവ്.pdf'])(
    'named %j are brought whole',
    async (name) => {
      const parcel = counter.parcel()
      const [document] = parcel.letter.documents
      await counter.deliver({ ...parcel, letter: { ...parcel.letter, documents: [{ ...document!, name }] } })
      expect(await counter.contentOf('FS-1')).toEqual(PDF)
    },
  )

  test('are brought once for a letter to many local bodies, and not again for the next', async () => {
    let opened = 0
    const connector = connectorWith({
      open(sha256) {
        opened += 1
        return documents.open(sha256)
      },
    })
    const reports = await connector.deliver(counter.endpoint, [
      counter.parcel(),
      counter.parcel(),
      counter.parcel(),
    ])
    expect(reports.map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'delivered', 'delivered'])
    await connector.deliver(counter.endpoint, [counter.parcel()])
    expect(opened).toBe(1)
  })

  test('that are damaged are never delivered', async () => {
    const connector = connectorWith(failing(new KcsError('document-damaged')))
    const [report] = await connector.deliver(counter.endpoint, [counter.parcel()])
    expect(report!.outcome).toEqual({ kind: 'never', code: 'document-damaged', blame: 'kcs' })
    expect(await counter.arrived()).toEqual([])
  })

  test('that our own store does not give are tried again and speak neither against the letter nor against K-SMART', async () => {
    const connector = connectorWith(failing(new Error('store away')))
    const [report] = await connector.deliver(counter.endpoint, [counter.parcel()])
    expect(report!.outcome).toMatchObject({ kind: 'retry-later', code: 'connector-fault', blame: 'kcs' })
  })

  test('are closed where nothing of them was sent', async () => {
    const streams: Readable[] = []
    const connector = createKsmartConnector({
      // The question is answered, the upload is not let out.
      http: (call) => http(call.method === 'GET' ? call : { ...call, url: 'http://169.254.169.254/' }),
      documents: {
        async open(sha256) {
          const document = await documents.open(sha256)
          streams.push(document.stream)
          return document
        },
      },
      now: () => new Date(),
    })
    const [report] = await connector.deliver(counter.endpoint, [counter.parcel()])
    expect(report!.outcome).toEqual({ ...later, code: 'address-forbidden' })
    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true])
  })

  test.each([
    ['that breaks off', { mode: 'cut' }, 'connection-lost'],
    ['of which nothing is said', { mode: 'hang' }, 'timeout'],
    ['after which half of an answer comes', { status: 201, body: '{"files":[{"fileSto' }, 'answer-garbled'],
    ['after which no file is named', { status: 201, body: '{"files":[]}' }, 'answer-garbled'],
    ['that is answered with a page', { status: 502, body: '<html>' }, 'http-502'],
  ])('an upload %s leaves no doubt, for nothing was filed', async (_how, change, code) => {
    await counter.fault(STORE, change)
    expect(await counter.deliver()).toMatchObject({ ...later, code })
    expect(await counter.arrived()).toEqual([])
    expect(await counter.deliver()).toMatchObject({ kind: 'delivered' })
  })

  test('that K-SMART has lost after they were brought are tried again', async () => {
    await counter.answer(400, { Errors: [{ code: 'FILE_STORE_ID_UNKNOWN', message: 'gone' }] })
    const parcel = counter.parcel()
    expect(await counter.deliver(parcel)).toMatchObject({ ...later, code: 'http-400' })
    expect(await counter.deliver(parcel)).toMatchObject({ kind: 'delivered' })
  })

  test('that lie there under another content are brought anew, so that no file has the wrong one', async () => {
    await counter.fault('GET /office/filestore', { status: 200, body: '{"files":[{"fileStoreId":"FS-99"}]}' })
    const parcel = counter.parcel()
    expect(await counter.deliver(parcel)).toMatchObject({ ...later, code: 'http-400' })
    expect(await counter.deliver(parcel)).toMatchObject({ kind: 'delivered' })
    expect((await counter.files())[0]!.documents).toMatchObject([{ fileStoreId: 'FS-1', sha256: PDF_SHA256 }])
  })
})
