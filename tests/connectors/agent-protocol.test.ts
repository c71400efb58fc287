// docs/agent-protocol.md says what the code does: its examples are read, and its whole agent is run.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { casesFor } from '../../connectors/conformance'
import { createHttpClient } from '../../connectors/http'
import { createPushConnector } from '../../connectors/push'
import { examineAgent } from '../../connectors/push/check'
import { problemSchema } from '../../api/openapi/faults'
import { inwardsSchema, inwardStateSchema } from '../../api/routes/letters/inward/schema'
import { envelopeSchema } from '../../connectors/envelope'
import { envelopeOf } from '../../connectors/write-envelope'
import { pageSchema } from '../../connectors/pull/reference-agent/wire'
import { capabilitiesSchema, reportSchema, statusSchema } from '../../connectors/push/schema'
import { signedHeaders } from '../../connectors/signature'
import { errorEntry } from '../../domain/common/error'
import { MAX_FILE_NAME } from '../../domain/common/text/file-name'
import {
  MAX_DIARY_NUMBER,
  MAX_DOCUMENT_BYTES,
  MAX_DOCUMENTS,
  MAX_REASON,
  MAX_SUBJECT,
} from '../../domain/letters/dispatch/limits'
import { REFUSAL_CODES } from '../../domain/letters/tapal/refusal'
import { until } from '../support/until'
import { agentProtocol, blockOf, startDocumentAgent } from './document-agent'
import { type Gateway, startGateway } from './gateway'
import { endpointAt, newParcel, PDF, PDF_SHA256, SECRET } from './specimen'

const doc = agentProtocol()
const block = (mark: string): string => blockOf(doc, mark)

test('the worked signature is the one KCS computes', () => {
  const value = (name: string) => new RegExp(`^${name} +(.+)$`, 'm').exec(doc)![1]!
  const at = new Date(Number(value('webhook-timestamp')) * 1000)
  const signatures = [...doc.matchAll(/^webhook-signature +(v1,.+)$/gm)].map(([, signature]) => signature)
  const empty = signedHeaders(value('secret'), 'kcs-01ARZ3NDEKTSV4RRFFQ69G5FAV', at, '')
  expect(signatures).toEqual([
    signedHeaders(value('secret'), value('webhook-id'), at, value('body'))['webhook-signature'],
    empty['webhook-signature'],
  ])
})

test('the envelope of the document has exactly the members KCS sends', () => {
  const shown = envelopeSchema.strict().parse(JSON.parse(block('envelope')))
  const sent = envelopeOf(newParcel(), 'https://kcs.example')
  expect(members(shown)).toEqual(members(sent))
})

test('the letters of the document that are fetched are those that are brought, and both sides read them', () => {
  const shown: unknown = JSON.parse(block('inwards'))
  const [letter] = inwardsSchema.strict().parse(shown).items
  const { id: _id, lease: _lease, ...envelope } = letter!
  expect(members(envelopeSchema.strict().parse(envelope))).toEqual(
    members(envelopeOf(newParcel(), 'https://kcs.example')),
  )
  expect(pageSchema.safeParse(shown).success).toBe(true)
})

test('the answers and call-backs of the document are read by KCS', () => {
  expect(statusSchema.safeParse(JSON.parse(block('status'))).success).toBe(true)
  expect(capabilitiesSchema.strict().safeParse(JSON.parse(block('capabilities'))).success).toBe(true)
  const { reports } = JSON.parse(block('callback')) as { reports: unknown[] }
  for (const report of reports) expect(reportSchema.safeParse(report).error).toBeUndefined()
})

test('the answers of KCS that the document shows are those of KCS', () => {
  expect(inwardStateSchema.strict().safeParse(JSON.parse(block('inward-state'))).error).toBeUndefined()
  const { errors, ...refused } = problemSchema.strict().parse(JSON.parse(block('callback-refused')))
  const { kind: _kind, ...words } = errorEntry('callback-invalid')
  expect(refused).toMatchObject(words)
  const { title, remedy } = errorEntry('acknowledged-otherwise')
  expect(errors![0]).toEqual({
    ...{ pointer: '/reports/1', detail: `${title} ${remedy}`, code: 'acknowledged-otherwise' },
  })
})

test('the largest letter is as small as the document says', () => {
  // Four bytes in UTF-8, as few letters have.
  const longest = (characters: number) => '𑄇'.repeat(characters)
  const office = {
    ...{ email: '', code: longest(100), name: longest(200), nameMl: longest(200), address: longest(500) },
  }
  const seat = { id: longest(100), designation: longest(200), section: longest(200) }
  const parcel = newParcel()
  const [document] = parcel.letter.documents
  const documents = Array.from({ length: MAX_DOCUMENTS }, () => ({
    ...{ ...document!, name: longest(MAX_FILE_NAME), size: MAX_DOCUMENT_BYTES },
  }))
  const texts = { subject: longest(MAX_SUBJECT), letterNumber: longest(100), fileNumber: longest(100) }
  const letter = { ...parcel.letter, ...texts, sender: { office, seat }, documents }
  const envelope = envelopeOf({ ...parcel, letter, recipient: { office, seat } }, 'https://kcs.example')
  const [, kib] = /The body is smaller than (\d+) KiB/.exec(doc)!
  expect(Buffer.byteLength(JSON.stringify(envelope))).toBeLessThan(Number(kib) * 1024)
})

test('the document names every refusal code, and the limits of a letter', () => {
  for (const code of REFUSAL_CODES) expect(doc).toContain(`| \`${code}\` |`)
  expect(doc).toContain(`| documents | ${MAX_DOCUMENTS} of ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB |`)
})

test('the document names how long texts may be', () => {
  const limit = (text: string) =>
    new RegExp(`^\\| .*\`${text}\`.* \\| ([\\d,]+)`, 'm').exec(section8)?.[1]?.replaceAll(',', '')
  const section8 = doc.slice(doc.indexOf('## 8 Limits'))
  expect(limit('subject')).toBe(String(MAX_SUBJECT))
  expect(limit('diaryNumber')).toBe(String(MAX_DIARY_NUMBER))
  expect(limit('reason')).toBe(String(MAX_REASON))
  expect(limit('name')).toBe(String(MAX_FILE_NAME))
})

describe('the whole agent of the document', () => {
  let gateway: Gateway
  let folder: string
  let agent: { url: string; stop(): Promise<void> }
  const connector = createPushConnector({
    http: createHttpClient({ allowLoopback: true }, { totalMs: 20_000 }),
    get publicUrl() {
      return gateway.url
    },
    now: () => new Date(),
  })

  beforeAll(async () => {
    gateway = await startGateway()
    folder = await mkdtemp(join(tmpdir(), 'kcs-doc-agent-'))
    await writeFile(join(folder, 'agent.mjs'), block('agent.mjs'))
    agent = await startDocumentAgent(folder, gateway)
  })
  afterAll(async () => {
    await agent.stop()
    await gateway.stop()
    await rm(folder, { recursive: true })
  })

  test.each(casesFor(connector))('conforms: $title', ({ run }) =>
    run({ connector, endpoint: endpointAt('push', agent.url), parcel: () => newParcel() }),
  )

  test('has no fault by the check of agents', async () => {
    const { findings } = await examineAgent({
      address: agent.url,
      secret: SECRET,
      parcel: () => newParcel({ purpose: 'information' }),
      enclosures: newParcel().letter.documents,
      publicUrl: gateway.url,
    })
    expect(findings).toEqual([])
  })

  test('acknowledges a letter with its diary number, and fetched its document', async () => {
    const parcel = newParcel()
    const endpoint = endpointAt('push', agent.url)
    await connector.deliver(endpoint, [parcel])
    const report = await until(
      async () => {
        for (const { headers, body } of gateway.callbacks) {
          const [read] = await connector.parseCallback!(endpoint, { headers, body, receivedAt: new Date() })
          if (read?.kind !== 'unread' && read?.deliveryKey === parcel.deliveryKey) return read
        }
        return null
      },
      { what: 'the acknowledgement' },
    )
    expect(report).toMatchObject({
      kind: 'acknowledged',
      diary: { number: expect.stringMatching(/^OFFICE\//) as string },
    })
    expect(await readFile(join(folder, PDF_SHA256))).toEqual(PDF)
  })
})

/** The names of all members, with lists seen by their first entry. */
function members(value: unknown): unknown {
  if (Array.isArray(value)) return [members(value[0])]
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, members(member)]))
}
