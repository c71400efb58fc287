// The reference Soochika: what it does with calls that are no calls, its page, its WSDL, and front offices that number by hand.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startReferenceAgent } from '../../../connectors/reference/agent'
import { referenceAgent } from '../../../connectors/soochika/reference-agent/agent'
import { NAMESPACE } from '../../../connectors/soochika/schema'
import { readXml, type XmlElement } from '../../../connectors/soochika/xml'
import { type Rig } from '../rigs'
import { endpointAt, newOutgoing, newParcel, SETTINGS } from '../specimen'
import { actOn, envelope, faultEnvelope, openWorker, startSoochika } from './worker'

let rig: Rig
beforeAll(async () => {
  rig = await startSoochika()
})
afterAll(() => rig.stop())

async function call(body: string, port = 'enquiry', headers: Record<string, string> = {}) {
  const user = Buffer.from(`${SETTINGS['user']}:${SETTINGS['password']}`).toString('base64')
  const response = await fetch(`${rig.endpoint.address}/${port}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', authorization: `Basic ${user}`, ...headers },
    body,
  })
  return { status: response.status, text: await response.text() }
}

test.each([
  ['no XML', 'hello', 'NotSoap'],
  ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${envelope('<GetService/>')}`, 'NotSoap'],
  ['no envelope', '<GetService/>', 'NotSoap'],
  ['an operation that is not known', envelope('<Drop/>'), 'NoSuchOperation'],
  ['an operation of another port', envelope('<GetOutbox/>'), 'NoSuchOperation'],
  [
    'an operation of another namespace',
    envelope('<GetService/>').replace(NAMESPACE, 'urn:x'),
    'NoSuchOperation',
  ],
  ['a member that is missing', envelope('<GetInward/>'), 'FormatError'],
  ['a member too many', envelope('<GetInward><KcsKey>k</KcsKey><Or>x</Or></GetInward>'), 'FormatError'],
])('%s is a fault of the client: %s', async (_what, body, code) => {
  const { status, text } = await call(body)
  expect(status).toBe(500)
  expect(text).toContain('<faultcode>soap:Client</faultcode>')
  expect(text).toContain(`<Code>${code}</Code>`)
})

test('a call without the user, or in another form, is not read', async () => {
  expect((await call(envelope('<GetService/>'), 'enquiry', { authorization: 'Basic x' })).status).toBe(401)
  expect((await call(envelope('<GetService/>'), 'enquiry', { 'content-type': 'text/plain' })).status).toBe(
    415,
  )
})

test('a document whose id leads out of its folder is not known', async () => {
  for (const id of ['../settings.json', 'a'.repeat(64), '..']) {
    const members = `<DocumentId>${id}</DocumentId><Offset>0</Offset><Length>9</Length>`
    expect((await call(envelope(`<GetPiece>${members}</GetPiece>`), 'documents')).text).toContain(
      'DocumentUnknown',
    )
  }
})

test.each([500, 200])(
  'a fault to the question what it takes counts with its code, also in a %i',
  async (status) => {
    const body = faultEnvelope('Server', '<Code>Busy</Code><RetryAfterSeconds>7</RetryAfterSeconds>')
    await rig.knobs({ faults: [{ on: rig.statusCall, status, body }] })
    const fault = { kind: 'busy', code: 'soap-busy', afterMs: 7_000 }
    expect(await rig.connector.capabilities(rig.endpoint)).toEqual({ fault })
  },
)

test('it says in its WSDL how it is called, to everybody', async () => {
  const { connector, calls } = openWorker()
  const { endpoint } = rig
  const parcel = newParcel()
  await connector.capabilities(endpoint)
  await connector.deliver(endpoint, [parcel])
  await connector.status!(endpoint, parcel)
  await connector.withdraw!(endpoint, parcel)
  await connector.collect!(endpoint, null)
  await connector.settle!(endpoint, [])
  const response = await fetch(`${endpoint.address}/inward?wsdl`)
  expect(response.headers.get('content-type')).toContain('text/xml')
  const wsdl = readXml(Buffer.from(await response.arrayBuffer()))
  if ('fault' in wsdl) throw new Error(wsdl.fault)
  const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)]
  const actions = all(wsdl.root).flatMap(({ attributes }) => attributes['soapAction'] ?? [])
  for (const call of new Set(calls)) expect(actions).toContain(`${NAMESPACE}/${call}`)
  expect(new Set(calls).size).toBe(8)
  const addresses = all(wsdl.root).flatMap(({ attributes }) => attributes['location'] ?? [])
  expect(addresses).toContain(`${endpoint.address}/inward`)
})

test('its page shows what arrived and what is sent, as text', async () => {
  await rig.connector.deliver(rig.endpoint, [rig.parcel()])
  await rig.originate({ ...newOutgoing(), id: 'shown' })
  const page = await fetch(`${rig.agentUrl}/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const text = await page.text()
  for (const words of ['PRE-1', 'FO-1/', 'ഏകീകൃത വിനിമയ സേവനം', '&lt;specimen&gt;', 'shown'])
    expect(text).toContain(words)
  expect(text).not.toContain('<specimen>')
})

test('where the front office numbers by hand the number comes by a report, and each instance has its own user', async () => {
  const stateFolder = await mkdtemp(join(tmpdir(), 'kcs-soochika-'))
  const instances = [
    { code: 'gp', prefix: 'GP', user: 'gp', password: 'gp' },
    { code: 'mun', prefix: 'MU', user: 'kcs', password: 'പാസ്:word', numbering: 'by-hand' as const },
  ]
  const agent = await startReferenceAgent(referenceAgent, { stateFolder, instances })
  try {
    const { connector } = openWorker()
    const [gp, mun] = [agent.urls['gp']!, agent.urls['mun']!]
    const [ours, theirs] = [
      endpointAt('soochika', gp, { settings: { user: 'gp', password: 'gp' } }),
      endpointAt('soochika', mun, { settings: { user: 'kcs', password: 'പാസ്:word' } }),
    ]
    const wrongUser = { ...theirs, settings: ours.settings }
    expect(await connector.capabilities(wrongUser)).toMatchObject({ fault: { kind: 'auth' } })
    const parcel = newParcel()
    const [report] = await connector.deliver(theirs, [parcel])
    expect(report!.outcome).toEqual({ kind: 'delivered', cause: 'delivered-by-agent', reference: 'MU-1' })
    expect(await connector.status!(ours, parcel)).toEqual({ kind: 'unseen' })
    await actOn(mun, parcel.deliveryKey, { act: 'Acknowledged', section: 'B1' })
    const page = await connector.collect!(theirs, null)
    const diary = { number: expect.stringMatching(/^B1-1\/\d{4}$/) as string }
    expect(page).toMatchObject({ reports: [{ kind: 'acknowledged', diary }] })
    expect(await connector.status!(theirs, parcel)).toMatchObject({ kind: 'delivered', diary })
  } finally {
    await agent.stop()
    await rm(stateFolder, { recursive: true })
  }
})
