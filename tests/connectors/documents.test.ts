// Documents on their way out: uploaded once, checked, and never delivered damaged.

import { Readable } from 'node:stream'
import { type DocumentSource } from '../../connectors/document-source'
import { createEmailConnector } from '../../connectors/email'
import { createEofficeConnector } from '../../connectors/eoffice'
import { createHttpClient } from '../../connectors/http'
import { KcsError } from '../../domain/common/error'
import { type Rig, startRig } from './rigs'
import { documents, PDF, PDF_SHA256 } from './specimen'

const http = createHttpClient({ allowLoopback: true }, { totalMs: 20_000 })
const now = () => new Date()

/** A document that fails after its first bytes, as one that lost its hash does. */
function failing(error: Error) {
  return {
    async open() {
      async function* content() {
        yield PDF.subarray(0, 10_000)
        throw error
      }
      return { stream: Readable.from(content()), size: PDF.length }
    },
  }
}

describe('eoffice', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig('eoffice')
  })
  afterEach(() => rig.stop())

  test('a letter to many seats brings its document once', async () => {
    let opened = 0
    const counted = {
      open: (sha256: string) => {
        opened += 1
        return documents.open(sha256)
      },
    }
    const connector = createEofficeConnector({ http, documents: counted, now })
    const reports = await connector.deliver(rig.endpoint, [rig.parcel(), rig.parcel(), rig.parcel()])
    expect(reports.map(({ outcome }) => outcome.kind)).toEqual(['delivered', 'delivered', 'delivered'])
    await connector.deliver(rig.endpoint, [rig.parcel()])
    expect(opened).toBe(1)
  })

  test('a damaged document is never delivered', async () => {
    const connector = createEofficeConnector({
      http,
      documents: failing(new KcsError('document-damaged')),
      now,
    })
    const [report] = await connector.deliver(rig.endpoint, [rig.parcel()])
    expect(report!.outcome).toEqual({ kind: 'never', code: 'document-damaged', blame: 'kcs' })
    expect(await rig.arrived()).toEqual([])
  })

  test('a fault of our own store is tried again and speaks neither against the letter nor against the system', async () => {
    const connector = createEofficeConnector({ http, documents: failing(new Error('store away')), now })
    const [report] = await connector.deliver(rig.endpoint, [rig.parcel()])
    expect(report!.outcome).toMatchObject({ kind: 'retry-later', code: 'connector-fault', blame: 'kcs' })
  })

  test('an upload that is broken off leaves no doubt, for no dak was created', async () => {
    await rig.knobs({ faults: [{ on: 'PUT /office/uploads', mode: 'cut' }] })
    const [report] = await rig.connector.deliver(rig.endpoint, [rig.parcel()])
    expect(report!.outcome).toEqual({ kind: 'retry-later', code: 'connection-lost', inDoubt: false })
    expect(await rig.arrived()).toEqual([])
  })
})

describe('email', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig('email')
  })
  afterEach(() => rig.stop())

  const withDocuments = (source: DocumentSource) =>
    createEmailConnector({
      documents: source,
      mail: { url: rig.mailUrl, from: 'kcs@kerala.example' },
      mailLink: () => 'https://kcs.example/take/x',
      drawCover: async () => Buffer.from('cover'),
    })

  test('a damaged document is never sent, not even in part', async () => {
    const connector = withDocuments(failing(new KcsError('document-damaged')))
    const [report] = await connector.deliver(rig.endpoint, [rig.parcel()])
    expect(report!.outcome).toEqual({ kind: 'never', code: 'document-damaged', blame: 'kcs' })
    expect(await rig.arrived()).toEqual([])
  })

  test('a fault of our own store is tried again and speaks neither against the letter nor against the server', async () => {
    const connector = withDocuments(failing(new Error('store away')))
    const [report] = await connector.deliver(rig.endpoint, [rig.parcel()])
    expect(report!.outcome).toMatchObject({ kind: 'retry-later', code: 'connector-fault', blame: 'kcs' })
    expect(await rig.arrived()).toEqual([])
  })
})

test('push: the envelope names each document with its hash and its address at KCS', async () => {
  const rig = await startRig('push')
  const parcel = rig.parcel()
  await rig.connector.deliver(rig.endpoint, [parcel])
  const { letters } = (await (await fetch(`${rig.agentUrl}/letters`)).json()) as {
    letters: { documents: { name: string; sha256: string }[] }[]
  }
  expect(letters[0]!.documents).toMatchObject([{ name: 'ഉത്തരവ് order.pdf', sha256: PDF_SHA256 }])
  await rig.stop()
})
