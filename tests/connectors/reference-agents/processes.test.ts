// Reference agents as processes: nothing is lost by kill -9, nothing is sent under another key, none is left over.

import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnectors } from '../../../connectors'
import { type Connector } from '../../../connectors/connector'
import { type Mail } from '../../../connectors/email/reference-agent/mails'
import type { Mechanism } from '../../../domain/letters/systems'
import { until } from '../../support/until'
import { type Gateway, startGateway } from '../gateway'
import { documents, endpointAt, newParcel, PDF, PDF_SHA256, SECRET, TOKEN } from '../specimen'
import { get, post, type RunningAgent, runAgent } from './running'

let gateway: Gateway
let folder: string
const running: RunningAgent[] = []

beforeEach(async () => {
  gateway = await startGateway()
  folder = await mkdtemp(join(tmpdir(), 'kcs-agents-'))
})
afterEach(async () => {
  for (const agent of running.splice(0)) await agent.kill()
  await gateway.stop()
  await rm(folder, { recursive: true })
})

async function start(system: string, flags: string[]): Promise<RunningAgent> {
  const agent = await runAgent(system, ['--state', folder, ...flags])
  running.push(agent)
  return agent
}

function connectorsWith(mailUrl = ''): Record<Mechanism, Connector> {
  return createConnectors({
    documents,
    publicUrl: gateway.url,
    allowLoopback: true,
    mail: { url: mailUrl, from: 'kcs@kerala.example' },
    mailLink: () => 'https://kcs.example/take/x',
    drawCover: async () => Buffer.from('cover'),
  } as unknown as Parameters<typeof createConnectors>[0])
}

const settings = () => ({
  kcsUrl: gateway.url,
  apiKey: gateway.apiKey,
  secret: SECRET,
  endpointId: 'endpoint-of-test',
})
const outgoing = {
  id: 'letter-1',
  office: 'ITD',
  sender: { seat: 'ITD-SO' },
  kind: 'government-order',
  subject: 'Specimen',
  letterNumber: 'G.O.(Ms)No.20/2021/ITD',
  letterDate: '2021-07-04',
  recipients: [{ office: 'CDIT', purpose: 'action' }],
  documents: [{ name: 'order.pdf', mediaType: 'application/pdf', contentBase64: PDF.toString('base64') }],
}

test('push: a letter survives kill -9, and the same key is still known', async () => {
  const { push } = connectorsWith()
  const parcel = newParcel()
  const first = await start('push', [])
  await post(`${first.addresses.url}/settings`, settings())
  const [before] = await push.deliver(endpointAt('push', first.addresses.url!), [parcel])
  expect(before!.outcome).toMatchObject({ kind: 'delivered' })
  await first.kill()
  const second = await start('push', [])
  const [after] = await push.deliver(endpointAt('push', second.addresses.url!), [parcel])
  expect(after!.outcome).toEqual({
    kind: 'duplicate',
    reference: (before!.outcome as { reference: string }).reference,
  })
})

test('push: started with 503 for two letters, it takes the third try, whatever was asked in between', async () => {
  const { push } = connectorsWith()
  const parcel = newParcel()
  const agent = await start('push', ['--fail-503', '2'])
  await post(`${agent.addresses.url}/settings`, settings())
  const endpoint = endpointAt('push', agent.addresses.url!)
  const kinds: string[] = []
  for (const attempt of [1, 2, 3]) {
    expect(await push.capabilities(endpoint)).toHaveProperty('capabilities')
    const [report] = await push.deliver(endpoint, [{ ...parcel, attempt }])
    kinds.push(report!.outcome.kind)
  }
  expect(kinds).toEqual(['retry-later', 'retry-later', 'delivered'])
})

test('push: documents are fetched, the letter is acknowledged by itself, and the report reaches KCS after it was away', async () => {
  const { push } = connectorsWith()
  const parcel = newParcel()
  const agent = await start('push', ['--acknowledge-ms', '0', '--prefix', 'CDIT'])
  await post(`${agent.addresses.url}/settings`, settings())
  gateway.failures = 2
  const endpoint = endpointAt('push', agent.addresses.url!)
  await push.deliver(endpoint, [parcel])
  const callback = await until(() => gateway.callbacks[0], { what: 'the call-back' })
  expect(await push.parseCallback!(endpoint, { ...callback, receivedAt: new Date() })).toMatchObject([
    {
      kind: 'acknowledged',
      deliveryKey: parcel.deliveryKey,
      diary: { number: expect.stringMatching(/^CDIT\//) as string },
    },
  ])
  const { letters } = await get<{ letters: unknown[] }>(`${agent.addresses.url}/letters`)
  expect(letters).toMatchObject([
    { state: 'acknowledged', documents: [{ sha256: PDF_SHA256, fetched: true }] },
  ])
})

test('push: call-backs are repeated under the same key when the knob says so', async () => {
  const { push } = connectorsWith()
  const parcel = newParcel()
  const agent = await start('push', [])
  const { url } = agent.addresses
  await post(`${url}/settings`, settings())
  await post(`${url}/knobs`, { repeatCallbacks: 4 })
  const endpoint = endpointAt('push', url!)
  await push.deliver(endpoint, [parcel])
  await post(`${url}/letters/${parcel.deliveryKey}/acts`, {
    kind: 'movement',
    from: 'Registrar',
    to: 'Section A',
  })
  await until(() => gateway.callbacks.length === 5, { what: 'five call-backs' })
  const reports = await Promise.all(
    gateway.callbacks.map((callback) =>
      push.parseCallback!(endpoint, { ...callback, receivedAt: new Date() }),
    ),
  )
  expect(new Set(reports.map(([report]) => report && 'key' in report && report.key)).size).toBe(1)
})

test('push: answering 202 first, the letter counts as handed over and later as delivered', async () => {
  const { push } = connectorsWith()
  const parcel = newParcel()
  const agent = await start('push', ['--accept-first'])
  const endpoint = endpointAt('push', agent.addresses.url!)
  await post(`${agent.addresses.url}/settings`, { ...settings(), apiKey: 'not-yet-known' })
  const [report] = await push.deliver(endpoint, [parcel])
  expect(report!.outcome).toMatchObject({ kind: 'handed-over', askAfterMs: 1_000 })
  expect(await push.status!(endpoint, parcel)).toMatchObject({ kind: 'handed-over' })
  await post(`${agent.addresses.url}/settings`, settings())
  await until(async () => (await push.status!(endpoint, parcel)).kind === 'delivered', {
    what: 'the delivery',
  })
})

test('push and eoffice: a letter to be sent outlives KCS and the agent, and goes out once under its key', async () => {
  for (const system of ['push', 'eoffice']) {
    const flags = system === 'push' ? [] : ['--instances', JSON.stringify([{ code: 'sec', token: TOKEN }])]
    const path = system === 'push' ? '' : '/sec'
    const outbox = system === 'push' ? '/outbox' : '/desk/outbox'
    gateway.dispatches.length = 0
    gateway.failures = 1_000_000
    const first = await start(system, flags)
    await post(`${first.addresses.url}${path}/settings`, settings())
    const letters = system === 'push' ? '/outbox' : '/desk/letters'
    await post(`${first.addresses.url}${path}${letters}`, outgoing)
    await until(
      async () =>
        (await get<{ items: { tries: number }[] }>(`${first.addresses.url}${path}${outbox}`)).items[0]!
          .tries > 0,
      { what: 'a first try' },
    )
    await first.kill()
    gateway.failures = 0
    const second = await start(system, flags)
    const sent = await until(
      async () => {
        const { items } = await get<{ items: { state: string; status: number; answer: { id: string } }[] }>(
          `${second.addresses.url}${path}${outbox}`,
        )
        return items[0]!.state === 'taken' ? items[0] : null
      },
      { what: `the hand-over by ${system}` },
    )
    expect(sent).toMatchObject({ status: 202, answer: { id: 'dispatch-letter-1' } })
    expect(await post(`${second.addresses.url}${path}${letters}`, outgoing)).toEqual({
      id: 'letter-1',
      state: 'taken',
    })
    expect(gateway.dispatches.map(({ headers }) => headers['idempotency-key'])).toEqual(['letter-1'])
    expect(JSON.parse(gateway.dispatches[0]!.body.toString())).toMatchObject({
      sender: { seat: 'ITD-SO' },
      documents: [{ sha256: PDF_SHA256, name: 'order.pdf' }],
    })
    await second.kill()
  }
})

test('eoffice: dak is put in an existing file and moves from desk to desk, and KCS is told each time', async () => {
  const { eoffice } = connectorsWith()
  const instances = [
    { code: 'secretariat', token: 'one', prefix: 'SEC', settings: settings() },
    { code: 'ksitm', token: TOKEN, prefix: 'KSITM', offices: ['CDIT'], settings: settings() },
  ]
  const agent = await start('eoffice', ['--instances', JSON.stringify(instances)])
  const url = agent.addresses.ksitm!
  const endpoint = endpointAt('eoffice', url)
  const parcel = newParcel()
  const [report] = await eoffice.deliver(endpoint, [parcel])
  expect(report!.outcome).toMatchObject({
    kind: 'delivered',
    diary: { number: expect.stringMatching(/^KSITM\/1\//) as string },
  })
  const acts = `${url}/desk/dak/${parcel.deliveryKey}/acts`
  await expect(post(acts, { type: 'PUT_IN_FILE', fileNo: 'K1/7/2026' })).rejects.toThrow('FILE_UNKNOWN')
  await post(`${url}/desk/files`, { fileNo: 'K1/7/2026', subject: 'KCS' })
  await post(acts, { type: 'PUT_IN_FILE', fileNo: 'K1/7/2026' })
  await post(acts, { type: 'MOVED', toDesk: 'Manager' })
  await post(acts, { type: 'MOVED', toDesk: 'Director' })
  await until(() => gateway.callbacks.length === 3, { what: 'three call-backs' })
  const reports = await Promise.all(
    gateway.callbacks.map((callback) =>
      eoffice.parseCallback!(endpoint, { ...callback, receivedAt: new Date() }),
    ),
  )
  expect(reports.flat()).toMatchObject([
    { kind: 'filed', desk: { to: 'Registrar', file: 'K1/7/2026' } },
    { kind: 'movement', desk: { from: 'Registrar', to: 'Manager', file: 'K1/7/2026' } },
    { kind: 'movement', desk: { from: 'Manager', to: 'Director', file: 'K1/7/2026' } },
  ])
  expect(await get(`${agent.addresses.secretariat}/desk/dak`)).toEqual({ dak: [] })
  await agent.kill()
  const again = await start('eoffice', ['--instances', JSON.stringify(instances)])
  expect(await get(`${again.addresses.ksitm}/desk/dak`)).toMatchObject({
    dak: [{ kcsKey: parcel.deliveryKey, desk: 'Director', fileNo: 'K1/7/2026', state: 'IN_FILE' }],
  })
})

test('email: mails survive kill -9', async () => {
  const first = await start('email', [])
  const parcel = newParcel()
  const { email } = connectorsWith(first.addresses.smtpUrl)
  const [report] = await email.deliver(endpointAt('email', ''), [parcel])
  expect(report!.outcome).toMatchObject({ kind: 'delivered' })
  await first.kill()
  const second = await start('email', [])
  const { mails } = await get<{ mails: Mail[] }>(`${second.addresses.url}/mails`)
  expect(mails.map(({ deliveryKey }) => deliveryKey)).toEqual([parcel.deliveryKey])
})

test.each([
  ['push', []],
  ['email', []],
  ['eoffice', ['--instances', JSON.stringify([{ code: 'a', token: 't' }])]],
])('%s: the page shows what arrived as text, and the process ends with its parent', async (system, flags) => {
  const agent = await start(system, flags)
  const page = await fetch(system === 'eoffice' ? `${agent.addresses.a}/` : `${agent.addresses.url}/`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toContain('text/html')
  agent.child.disconnect()
  const [code] = (await once(agent.child, 'exit')) as [number]
  expect(code).toBe(0)
})

test('push: markup in a subject is shown as text', async () => {
  const { push } = connectorsWith()
  const agent = await start('push', [])
  await post(`${agent.addresses.url}/settings`, settings())
  await push.deliver(endpointAt('push', agent.addresses.url!), [newParcel()])
  const text = await (await fetch(`${agent.addresses.url}/`)).text()
  expect(text).toContain('&lt;specimen&gt;')
  expect(text).not.toContain('<specimen>')
})

test('a web page cannot post to an agent: only JSON is taken', async () => {
  const agent = await start('push', [])
  const response = await fetch(`${agent.addresses.url}/settings`, {
    method: 'POST',
    body: '{"kcsUrl":"https://else"}',
  })
  expect(response.status).toBe(415)
})
