// The reference K-SMART as a process: kill -9 loses nothing there, and KCS doubles nothing because of it.

import { once } from 'node:events'
import { createHttpClient } from '../../../connectors/http'
import { createKsmartConnector } from '../../../connectors/ksmart'
import { until } from '../../support/until'
import { type Gateway, startGateway } from '../gateway'
import { ownProcess } from '../reference-agents/own-process'
import { get, post } from '../reference-agents/running'
import { documents, endpointAt, newParcel, PDF, PDF_SHA256, SECRET, TOKEN } from '../specimen'

let gateway: Gateway
const start = ownProcess('ksmart', () => {
  const settings = {
    ...{ kcsUrl: gateway.url, apiKey: gateway.apiKey, secret: SECRET },
    endpointId: 'endpoint-of-test',
  }
  return [
    { code: 'kochi', prefix: 'KOC', offices: ['CDIT'], token: TOKEN, serviceDays: 30, settings },
    { code: 'adimali', prefix: 'ADI', token: 'another' },
  ]
})

beforeEach(async () => {
  gateway = await startGateway()
})
afterEach(() => gateway.stop())

const connector = createKsmartConnector({
  http: createHttpClient({ allowLoopback: true }, { totalMs: 20_000 }),
  documents,
  now: () => new Date(),
})

const outgoing = {
  ...{ id: 'letter-1', office: 'CDIT', sender: { seat: 'CDIT-REG' }, kind: 'letter', subject: 'കത്ത്' },
  ...{ letterNumber: 'KOC/7/2026', letterDate: '2026-11-22' },
  recipients: [{ office: 'ITD', purpose: 'action' }],
  documents: [{ name: 'report.pdf', mediaType: 'application/pdf', contentBase64: PDF.toString('base64') }],
}

test('a letter whose slip was lost when K-SMART was killed is found by its key after the restart, and lies there once', async () => {
  const first = await start()
  const endpoint = endpointAt('ksmart', first.url)
  const parcel = newParcel()
  await post(`${first.url}/knobs`, {
    faults: [{ on: 'POST /kochi/counter', mode: 'hang', afterEffect: true }],
  })
  const handedOver = connector.deliver(endpoint, [parcel])
  const lies = async () => (await get<{ files: unknown[] }>(`${first.url}/desk/files`)).files.length > 0
  await until(lies, { what: 'a file of which nothing was said' })
  await first.agent.kill()
  expect((await handedOver)[0]!.outcome).toMatchObject({ kind: 'retry-later', inDoubt: true })

  const second = await start(first.port)
  expect(await connector.status!(endpoint, parcel)).toMatchObject({ kind: 'delivered', reference: 'KOC-A1' })
  const [again] = await connector.deliver(endpoint, [{ ...parcel, attempt: 2 }])
  expect(again!.outcome).toMatchObject({ kind: 'duplicate', reference: 'KOC-A1' })
  const { files } = await get<{ files: unknown[] }>(`${second.url}/desk/files`)
  expect(files).toMatchObject([{ externalId: parcel.deliveryKey, subject: parcel.letter.subject }])
})

test('files, seats, documents, webhooks that wait and letters out survive kill -9, and each goes to KCS once', async () => {
  gateway.failures = 1_000_000
  const first = await start()
  const parcel = newParcel()
  await connector.deliver(endpointAt('ksmart', first.url), [parcel])
  await post(`${first.url}/desk/letters`, outgoing)
  const acts = `${first.url}/desk/files/${parcel.deliveryKey}/acts`
  await expect(post(acts, { action: 'ATTACH', parentFileNo: 'F/1/2020' })).rejects.toThrow('PARENT_UNKNOWN')
  await post(`${first.url}/desk/parents`, { fileNo: 'F/1/2020', subject: 'റോഡ്' })
  await post(acts, { action: 'FORWARD', toSeat: 'A2' })
  await post(acts, { action: 'ATTACH', parentFileNo: 'F/1/2020' })
  await first.agent.kill()
  gateway.failures = 0

  const { url } = await start(first.port)
  await until(() => gateway.callbacks.length === 2 && gateway.dispatches.length === 1, {
    what: 'two webhooks and a letter',
  })
  const endpoint = endpointAt('ksmart', url)
  const reports = await Promise.all(
    gateway.callbacks.map((callback) =>
      connector.parseCallback!(endpoint, { ...callback, receivedAt: new Date() }),
    ),
  )
  const file = expect.stringMatching(/^KOC\/1\//) as string
  expect(reports.flat()).toMatchObject([
    { key: 'KOC-A1-1', kind: 'movement', desk: { from: 'Registrar', to: 'A2', file } },
    { key: 'KOC-A1-2', kind: 'filed', desk: { to: 'A2', file: 'F/1/2020' } },
  ])
  expect(gateway.dispatches[0]!.headers['idempotency-key']).toBe('letter-1')
  expect(JSON.parse(gateway.dispatches[0]!.body.toString())).toMatchObject({
    sender: { seat: 'CDIT-REG' },
    documents: [{ sha256: PDF_SHA256, name: 'report.pdf' }],
  })
  expect(await post(`${url}/desk/letters`, outgoing)).toEqual({ id: 'letter-1', state: 'taken' })
  expect(await get(`${url}/desk/files`)).toMatchObject({
    files: [
      { seat: 'A2', parentFileNo: 'F/1/2020', status: 'ATTACHED', documents: [{ fileStoreId: 'FS-1' }] },
    ],
  })
  const content = await (await fetch(`${url}/desk/documents/FS-1`)).arrayBuffer()
  expect(Buffer.from(content)).toEqual(PDF)
  // The next letter finds its document there.
  await connector.deliver(endpoint, [newParcel()])
  expect(await get(`${url}/desk/files`)).toMatchObject({
    files: [
      {},
      { fileNo: expect.stringMatching(/^KOC\/2\//) as string, documents: [{ fileStoreId: 'FS-1' }] },
    ],
  })
})

test('webhooks are repeated under the same key when the knob says so', async () => {
  const { url } = await start()
  const parcel = newParcel()
  await connector.deliver(endpointAt('ksmart', url), [parcel])
  await post(`${url}/knobs`, { repeatCallbacks: 2 })
  await post(`${url}/desk/files/${parcel.deliveryKey}/acts`, { action: 'OPEN' })
  await until(() => gateway.callbacks.length === 3, { what: 'three webhooks' })
  const bodies = gateway.callbacks.map(({ body }) => body.toString())
  expect(new Set(bodies).size).toBe(1)
})

test('its instances are apart: another local body has another token, and does not know the file', async () => {
  const { agent, url } = await start()
  const parcel = newParcel()
  await connector.deliver(endpointAt('ksmart', url), [parcel])
  const other = agent.addresses.adimali!
  expect(await connector.capabilities(endpointAt('ksmart', other))).toMatchObject({ fault: { kind: 'auth' } })
  const theirs = endpointAt('ksmart', other, { settings: { token: 'another', secret: SECRET } })
  expect(await connector.status!(theirs, parcel)).toEqual({ kind: 'unseen' })
})

test('the page shows files with the days of their slips, as text, and the process ends with its parent', async () => {
  const { agent, url } = await start()
  const [report] = await connector.deliver(endpointAt('ksmart', url), [newParcel()])
  const { files } = await get<{ files: { fileDate: string; serviceDeliveryDate: string }[] }>(
    `${url}/desk/files`,
  )
  const [filed, promised] = [files[0]!.fileDate, files[0]!.serviceDeliveryDate].map((day) =>
    Date.parse(`${day.split('-').reverse().join('-')}T00:00:00Z`),
  )
  expect(promised! - filed!).toBe(30 * 86_400_000)
  const page = await fetch(`${url}/`)
  expect(page.headers.get('content-type')).toContain('text/html')
  const text = await page.text()
  const { number } = (report!.outcome as { diary: { number: string } }).diary
  for (const words of [number, 'ഏകീകൃത വിനിമയ സേവനം', '&lt;specimen&gt;', files[0]!.serviceDeliveryDate])
    expect(text).toContain(words)
  expect(text).not.toContain('<specimen>')
  agent.child.disconnect()
  const [code] = (await once(agent.child, 'exit')) as [number]
  expect(code).toBe(0)
})
