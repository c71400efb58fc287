// The whole agent of docs/agent-protocol.md, and one of kcs agent new, beside a real KCS: what it reports is taken, and what it sends is accepted.

import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttpClient } from '../../connectors/http'
import { createPushConnector } from '../../connectors/push'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { parcelBuilder } from '../../services/letters/delivery/parcels'
import { sealedSettings } from '../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../support/api'
import { until } from '../support/until'
import { agentProtocol, blockOf, type Home, runDocumentAgent, startDocumentAgent } from './document-agent'
import { endpointAt, PDF, PDF_SHA256, SECRET } from './specimen'
import { startStarter } from './starter-agent'

const ENDPOINT = 'agent-of-recv'

let api: TestApi
let folder: string
let home: Home
let agent: { url: string; stop(): Promise<void> }

beforeAll(async () => {
  api = await openApi()
  const { headers } = await api.agent('recv', ['RECV'])
  home = { url: api.url, apiKey: headers.authorization!.replace('Bearer ', ''), endpoint: ENDPOINT }
  folder = await mkdtemp(join(tmpdir(), 'kcs-doc-agent-'))
  await writeFile(join(folder, 'agent.mjs'), blockOf(agentProtocol(), 'agent.mjs'))
  await writeFile(join(folder, 'letter.pdf'), PDF)
  agent = await startDocumentAgent(folder, home)
  await saveEndpoint(ENDPOINT, agent.url)
})
afterAll(async () => {
  await agent?.stop()
  await api.close()
  await rm(folder, { recursive: true })
})

async function saveEndpoint(id: string, address: string): Promise<void> {
  await api.repositories.endpoints.save({
    ...{ id, mechanism: 'push', agent: 'recv', address, concurrency: 1 },
    sealedSettings: sealedSettings(api.deps.secrets, { secret: SECRET }),
    backOff: DEFAULT_BACK_OFF,
  })
}

/** Hands a new letter over to the agent at the address, as the lane would. */
async function handOver(endpointId: string, address: string) {
  const sha256 = await api.document('SEND', 'a letter with an order')
  const stored = (await api.deps.store.find(sha256))!
  const dispatch = await api.dispatch({ documents: [{ ...stored, name: 'order.pdf' }] })
  const tapal = await api.tapal(dispatch, {
    ...{ mechanism: 'push', endpoint: endpointId, state: 'delivered', inwardNumber: null },
  })
  const parcel = (await parcelBuilder(api)([tapal])).get(tapal.id)!
  const connector = createPushConnector({
    http: createHttpClient({ allowLoopback: true }, { totalMs: 20_000 }),
    publicUrl: api.url,
    now: () => new Date(),
  })
  const [report] = await connector.deliver(endpointAt('push', address, { id: endpointId }), [parcel])
  expect(report?.outcome.kind).toBe('delivered')
  return { tapal, sha256 }
}

/** The tapal once it is in that state. */
function rowIn(state: 'acknowledged' | 'closed', id: string) {
  const row = async () => {
    const seen = await api.repositories.tapals.byId(id)
    return seen?.state === state ? seen : null
  }
  return until(row, { what: `the tapal to be ${state}` })
}

test('a letter handed over to it is fetched, and KCS has its acknowledgement with the diary number', async () => {
  const { tapal, sha256 } = await handOver(ENDPOINT, agent.url)
  const row = await rowIn('acknowledged', tapal.id)
  expect(row.diary?.number).toMatch(/^OFFICE\//)
  expect(row.events.at(-1)).toMatchObject({
    cause: 'acknowledged-by-agent',
    actor: { kind: 'agent', agent: 'recv' },
  })
  expect((await readFile(join(folder, sha256))).toString()).toContain('a letter with an order')
})

test('what an agent that kcs agent new wrote does with a letter is known to KCS, and what it sends is accepted', async () => {
  const endpoint = 'starter-of-recv'
  const starter = await startStarter('python', 'push', { ...home, endpoint }, { ACKNOWLEDGE_AT_ONCE: '1' })
  try {
    await saveEndpoint(endpoint, starter.url)
    const { tapal } = await handOver(endpoint, starter.url)
    expect((await rowIn('acknowledged', tapal.id)).diary?.number).toMatch(/^KSITM-AGENT\//)
    await starter.act(deliveryKey(tapal.id), { kind: 'closed' })
    await rowIn('closed', tapal.id)

    const state = join(starter.folder, 'state')
    await mkdir(join(state, 'outgoing', '.new'))
    await writeFile(join(state, 'outgoing', '.new', 'report.pdf'), PDF)
    const written = { office: 'RECV', dispatch: letter, documents: ['report.pdf'] }
    await writeFile(join(state, 'outgoing', '.new', 'letter.json'), JSON.stringify(written))
    await rename(join(state, 'outgoing', '.new'), join(state, 'outgoing', 'starter-out-1'))
    const answer = await until(() => readFile(join(state, 'sent', 'starter-out-1', 'answer.json'), 'utf8'), {
      what: 'the answer of KCS',
    })
    const { id } = JSON.parse(answer) as { id: string }
    expect(await api.repositories.dispatches.byId(id)).toMatchObject({ caller: 'agent:recv' })
  } finally {
    await starter.stop()
  }
})

const letter = {
  sender: { seat: 'RECV/TAPAL' },
  kind: 'letter',
  subject: 'Monthly report',
  letterNumber: 'RECV-1/2026',
  letterDate: '2026-11-22',
  recipients: [{ office: 'SEND', purpose: 'action' }],
}

describe('a letter that it sends', () => {
  async function send(
    dispatch: object,
    key: string,
  ): Promise<{ code: number; output: string; errors: string }> {
    const args = ['send', join(folder, 'letter.pdf'), 'RECV', JSON.stringify(dispatch), key]
    const sending = runDocumentAgent(folder, home, args)
    let output = ''
    let errors = ''
    sending.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()))
    sending.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    const [code] = (await once(sending, 'close')) as [number]
    return { code, output, errors }
  }

  test('is accepted with its document and recipients, once under one key', async () => {
    const [first, again] = [await send(letter, 'out-1'), await send(letter, 'out-1')]
    expect([first.code, again.code]).toEqual([0, 0])
    const { id } = JSON.parse(first.output) as { id: string }
    expect(JSON.parse(again.output)).toMatchObject({ id })
    expect(await api.repositories.dispatches.byId(id)).toMatchObject({
      caller: 'agent:recv',
      sender: { office: 'RECV', seat: 'RECV/TAPAL' },
      recipients: [{ office: 'SEND', purpose: 'action' }],
      documents: [{ sha256: PDF_SHA256, size: PDF.length, mediaType: 'application/pdf' }],
    })
  })

  test('is refused without recipients, and it says why', async () => {
    const { code, errors } = await send({ ...letter, recipients: [] }, 'out-2')
    expect(code).not.toBe(0)
    expect(errors).toMatch(/recipients/)
  })

  test('is refused from a seat of another office', async () => {
    const { code, errors } = await send({ ...letter, sender: { seat: 'SEND/SO' } }, 'out-3')
    expect(code).not.toBe(0)
    expect(errors).toMatch(/"code":/)
  })
})
