// K-SMART beside a real KCS: what its counter and its seats tell is taken, and what its local bodies send is accepted.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttpClient } from '../../../connectors/http'
import { createKsmartConnector } from '../../../connectors/ksmart'
import { referenceAgent } from '../../../connectors/ksmart/reference-agent/agent'
import { type RunningAgent, startReferenceAgent } from '../../../connectors/reference/agent'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { parcelBuilder } from '../../../services/letters/delivery/parcels'
import { sealedSettings } from '../../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../../support/api'
import { until } from '../../support/until'
import { get, post } from '../reference-agents/running'
import { endpointAt, PDF, PDF_SHA256, SECRET, TOKEN } from '../specimen'

const ENDPOINT = 'ksmart-of-recv'

let api: TestApi
let folder: string
let ksmart: RunningAgent
let url: string
beforeAll(async () => {
  api = await openApi()
  const { headers } = await api.agent('ikm', ['RECV'])
  folder = await mkdtemp(join(tmpdir(), 'kcs-ksmart-'))
  const apiKey = headers.authorization!.replace('Bearer ', '')
  const settings = { kcsUrl: api.url, apiKey, secret: SECRET, endpointId: ENDPOINT }
  ksmart = await startReferenceAgent(referenceAgent, {
    stateFolder: folder,
    instances: [{ code: 'recv', prefix: 'MUN', offices: ['RECV'], token: TOKEN, settings }],
  })
  url = ksmart.urls.recv!
  await api.repositories.endpoints.save({
    ...{ id: ENDPOINT, mechanism: 'ksmart', agent: 'ikm', address: url, concurrency: 1 },
    sealedSettings: sealedSettings(api.deps.secrets, { secret: SECRET, token: TOKEN }),
    backOff: DEFAULT_BACK_OFF,
  })
})
afterAll(async () => {
  await ksmart?.stop()
  await api.close()
  await rm(folder, { recursive: true })
})

/** A letter that was handed in at the counter, and its tapal as it stands at KCS. */
async function handedIn() {
  const sha256 = await api.document('SEND', 'a letter with an order')
  const stored = (await api.deps.store.find(sha256))!
  const dispatch = await api.dispatch({ documents: [{ ...stored, name: 'ഉത്തരവ്.pdf' }] })
  const tapal = await api.tapal(dispatch, {
    ...{ mechanism: 'ksmart', endpoint: ENDPOINT, state: 'delivered', inwardNumber: null },
  })
  const parcel = (await parcelBuilder(api)([tapal])).get(tapal.id)!
  const http = createHttpClient({ allowLoopback: true }, { totalMs: 20_000 })
  const connector = createKsmartConnector({ http, documents: api.deps.store, now: () => new Date() })
  const endpoint = endpointAt('ksmart', url, { id: ENDPOINT })
  const [report] = await connector.deliver(endpoint, [parcel])
  const act = (body: unknown) => post(`${url}/desk/files/${parcel.deliveryKey}/acts`, body)
  return { tapal, outcome: report!.outcome, act }
}
const causes = async (id: string) =>
  (await api.repositories.tapals.byId(id))!.events.map(({ cause }) => cause)
const comesTo = (id: string, cause: string) =>
  until(async () => (await causes(id)).includes(cause as never), { what: cause })

test('the file number acknowledges, and what happens to the file stands in the trace of the letter', async () => {
  const { tapal, outcome, act } = await handedIn()
  expect(outcome).toMatchObject({ kind: 'delivered', reference: 'MUN-A1' })
  await act({ action: 'FILE' })
  await comesTo(tapal.id, 'acknowledged-by-agent')
  const row = (await api.repositories.tapals.byId(tapal.id))!
  expect(row).toMatchObject({
    state: 'acknowledged',
    diary: { number: (outcome as { diary: { number: string } }).diary.number },
  })
  expect(row.diary!.number).toMatch(/^MUN\/1\//)
  await post(`${url}/desk/parents`, { fileNo: 'F/1/2020', subject: 'റോഡുകൾ' })
  await act({ action: 'OPEN' })
  await act({ action: 'FORWARD', toSeat: 'സെക്രട്ടറി' })
  await act({ action: 'ATTACH', parentFileNo: 'F/1/2020' })
  await act({ action: 'DISPOSE' })
  await comesTo(tapal.id, 'closed-by-agent')
  const { events, state } = (await api.repositories.tapals.byId(tapal.id))!
  expect(state).toBe('closed')
  expect(events.flatMap(({ desk }) => desk ?? [])).toEqual([
    { from: expect.any(String) as string, to: 'സെക്രട്ടറി', file: row.diary!.number },
    { to: 'സെക്രട്ടറി', file: 'F/1/2020' },
  ])
  expect(events.at(-1)).toMatchObject({ actor: { kind: 'agent', agent: 'ikm' } })
})

test('a letter that the local body rejects is refused, with its words and the right local body', async () => {
  const { tapal, act } = await handedIn()
  const remarks = 'ഈ വാർഡ് ഇവിടെയല്ല'
  await act({ action: 'REJECT', reasonCode: 'LOCAL_BODY_MISMATCH', remarks, rightLocalBodyCode: 'SEND' })
  await comesTo(tapal.id, 'refused-by-agent')
  expect(await api.repositories.tapals.byId(tapal.id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'not-for-this-office', reason: remarks, rightOffice: 'SEND' },
  })
})

test('a letter that a local body writes is accepted with its document, once', async () => {
  const letter = {
    ...{ id: 'out-1', office: 'RECV', sender: { seat: 'RECV/TAPAL' }, kind: 'letter' },
    ...{ subject: 'മാസ റിപ്പോർട്ട്', letterNumber: 'MUN-1/2026', letterDate: '2026-11-22' },
    recipients: [{ office: 'SEND', purpose: 'action' }],
    documents: [
      { name: 'റിപ്പോർട്ട്.pdf', mediaType: 'application/pdf', contentBase64: PDF.toString('base64') },
    ],
  }
  await post(`${url}/desk/letters`, letter)
  interface Items {
    items: { id: string; state: string; answer: { id: string } }[]
  }
  const sent = await until(
    async () =>
      (await get<Items>(`${url}/desk/outbox`)).items.find(
        ({ id, state }) => id === 'out-1' && state !== 'waiting',
      ),
    { what: 'an end of the letter' },
  )
  expect(sent.state).toBe('taken')
  await post(`${url}/desk/letters`, letter)
  expect(await api.repositories.dispatches.byId(sent.answer.id)).toMatchObject({
    caller: 'agent:ikm',
    subject: 'മാസ റിപ്പോർട്ട്',
    sender: { office: 'RECV', seat: 'RECV/TAPAL' },
    documents: [{ sha256: PDF_SHA256, name: 'റിപ്പോർട്ട്.pdf' }],
  })
})
