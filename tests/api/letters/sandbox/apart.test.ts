// Nobody but its own agent meets a test letter: the whole record and every list are walked with some of them about.

import { ALL_ROUTES } from '../../../../api/routes'
import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import { signedHeaders } from '../../../../connectors/signature'
import { createPullConnector } from '../../../../connectors/pull'
import { createPushConnector } from '../../../../connectors/push'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { testLetterDuties } from '../../../../services/letters/sandbox/case'
import { clearTestLetters } from '../../../../services/letters/sandbox/clear'
import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import { sweep } from '../../../../services/operations/duty/sweep'
import { dispatchDuties } from '../../../../services/letters/dispatch/case'
import type { Client } from '../../../support/api-client'
import { dutyDeps } from '../../../support/duty-deps'
import { openSandbox, type SandboxRig, SUBJECT } from './rig'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const DAY_MS = 24 * 3_600_000
const action = (office: string) => ({ office, purpose: 'action' })
const times = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 60 }

let rig: SandboxRig
/** A test letter with each behaviour, gone as far as it goes. */
let ids: string[]
/** What would show that something of them stands in a place: their ids, those of their tapals, their subject. */
let signs: string[]
beforeAll(async () => {
  rig = await openSandbox()
  const recipients = ['OWN', 'OTHER', 'RECV', 'MAIL'].map(action)
  ids = []
  for (const testBehaviour of ['acknowledge', 'refuse', 'late', 'down'])
    ids.push(await rig.send({ recipients, times, testBehaviour }))
  for (const id of ids) await rig.carry(id)
  rig.api.advance(5 * 3_600_000)
  for (const id of ids) await rig.clocks(id)
  await rig.followAll()
  const tapals = await Promise.all(ids.map((id) => rig.tapals(id)))
  signs = [SUBJECT, ...ids, ...tapals.flatMap((rows) => [...rows.values()].map(({ id }) => id))]
})
afterAll(() => rig.close())

const found = (text: string): string[] => signs.filter((sign) => text.includes(sign))

test('no collection holds anything of a test letter but its own three and the feed of its agent', async () => {
  const names = (await rig.api.database.db!.listCollections().toArray()).map(({ name }) => name)
  const holding: string[] = []
  for (const name of names) {
    const rows = await rig.api.database.db!.collection(name).find({}).toArray()
    if (found(JSON.stringify(rows)).length > 0) holding.push(name)
  }
  expect(holding.sort()).toEqual(['agent-changes', 'test-dispatches', 'test-registers', 'test-tapals'])
})

test('no list shows it: neither to officers, operators and administrators, nor to another agent with a test key', async () => {
  const { api } = rig
  const callers: Client[] = [
    await api.officer('recv', ['RECV/TAPAL', 'RECV/HEAD', 'OTHER/TAPAL', 'OTHER/HEAD']),
    await api.officer('send', ['SEND/SO', 'SEND/US']),
    await api.officer('operator', [], ['operator', 'admin']),
    rig.stranger,
  ]
  const queries = ['', '?seat=RECV/TAPAL', '?seat=OTHER/HEAD', '?seat=SEND/SO', '?office=RECV']
  // The stream never ends; the feed is the next test.
  const lists = ALL_ROUTES.filter(({ method, path }) => method === 'get' && /^\/v1\/[^:]*$/.test(path))
    .map(({ path }) => path)
    .filter((path) => path !== '/v1/stream' && path !== '/v1/agent/changes')
  const shown: string[] = []
  let answers = 0
  const walk = async (client: Client): Promise<void> => {
    for (const path of lists)
      for (const query of queries) {
        const { status, text } = await client.get(path + query)
        if (found(text).length > 0) shown.push(path + query)
        if (status === 200) answers += 1
        // Who may not call it at all, or needs to name no seat and no office.
        if (query === '' && (status === 200 || status === 403)) break
      }
  }
  await Promise.all(callers.map(walk))
  expect(shown).toEqual([])
  expect(answers).toBeGreaterThan(30)
})

test('its own agent alone is told of it, and each change says that it is of a test; no notice is written', async () => {
  const { agentFeed } = rig.api.repositories
  const told = await agentFeed.above('own', 0, 200)
  const ofTests = told.filter(({ dispatch }) => ids.includes(dispatch))
  expect(new Set(ofTests.map(({ kind }) => kind))).toContain('escalated')
  expect(ofTests.every(({ test }) => test === true)).toBe(true)
  const page = await rig.normal.get('/v1/agent/changes?after=0')
  expect(page.at('/items/0')).toMatchObject({ dispatchId: ids[0], test: true })
  expect(await agentFeed.above('other', 0, 200)).toEqual([])
  expect(await rig.api.database.db!.collection('notices').countDocuments()).toBe(0)
})

test('nobody else reads it by its id: no officer, no operator, no agent of an office that it names', async () => {
  const { api } = rig
  const tapal = (await rig.tapals(ids[0]!)).get('OTHER')!.id
  const others = [
    await api.officer('head', ['SEND/SO', 'OTHER/TAPAL']),
    await api.officer('admin', [], ['operator', 'admin']),
    rig.stranger,
  ]
  for (const client of others)
    for (const path of [`/v1/dispatches/${ids[0]}`, `/v1/dispatches/${ids[0]}/trace`, `/v1/tapals/${tapal}`])
      expect([path, (await client.get(path)).status]).toEqual([path, 404])
  expect((await rig.normal.get(`/v1/tapals/${tapal}`)).body).toMatchObject({ id: tapal, test: true })
})

test('a test key sees no letter that is meant', async () => {
  const meant = await rig.send({ subject: 'Meant' }, rig.normal)
  expect((await rig.normal.get(`/v1/dispatches/${meant}`)).status).toBe(200)
  expect((await rig.test.get(`/v1/dispatches/${meant}`)).status).toBe(404)
  const lists = await Promise.all(
    [rig.test, rig.normal].map((client) => client.get('/v1/dispatches?seat=SEND/SO')),
  )
  const idsIn = (page: { text: string }): string[] => [meant, ids[0]!].filter((id) => page.text.includes(id))
  expect(lists.map(idsIn)).toEqual([[ids[0]], [meant]])
})

test('its agent acknowledges it by call-back as any other', async () => {
  const { endpoints } = rig.api.repositories
  const sealed = sealedSettings(rig.api.deps.secrets, { secret: SECRET })
  await endpoints.save({
    ...{ id: 'own-system', mechanism: 'push', agent: 'own', address: '', sealedSettings: sealed },
    ...{ backOff: DEFAULT_BACK_OFF, concurrency: 4 },
  })
  const http = { call: () => Promise.reject(new Error('nothing is called')) }
  const push = createPushConnector({ http: http as never, now: rig.api.now, publicUrl: 'http://127.0.0.1' })
  Object.assign(rig.connectors.push, { parseCallback: push.parseCallback, reportsIn: push.reportsIn })
  const { id } = (await rig.tapals(ids[0]!)).get('OWN')!
  const at = rig.api.now()
  const said = { key: 'k1', deliveryKey: deliveryKey(id), at: at.toISOString(), kind: 'acknowledged' }
  const body = JSON.stringify({ reports: [{ ...said, diaryNumber: 'OWN/7' }] })
  const reply = await rig.api.anyone.post('/v1/callbacks/own-system', body, {
    'content-type': 'application/json',
    ...signedHeaders(SECRET, 'm1', at, body),
  })
  expect([reply.status, reply.text]).toEqual([200, reply.text])
  const tapal = (await rig.tapals(ids[0]!)).get('OWN')!
  expect(tapal).toMatchObject({ state: 'acknowledged', diary: { number: 'OWN/7' } })
})

test('an agent that fetches is given test letters with its test key alone, and they say what they are', async () => {
  const { endpoints, sandbox } = rig.api.repositories
  await endpoints.save({
    ...{ id: 'own-system', mechanism: 'pull', agent: 'own', address: '' },
    ...{ backOff: DEFAULT_BACK_OFF, concurrency: 4 },
  })
  const shelf = { wasGivenOut: sandbox.tapals.wasGivenOut }
  Object.assign(rig.connectors.pull, createPullConnector({ shelf, publicUrl: 'http://127.0.0.1' }))
  const office = await rig.api.repositories.offices.byCode('OWN')
  const [profile] = office!.profiles
  const ways = profile!.ways.map((way) => ({ ...way, system: 'pull' as const }))
  await rig.api.repositories.offices.save([{ ...office!, profiles: [{ ...profile!, ways }] }])
  const id = await rig.send({ recipients: [action('OWN')] })
  const tapal = (await rig.carry(id)).get('OWN')!
  expect(tapal).toMatchObject({ state: 'handed-over', mechanism: 'pull' })
  const fetched = await rig.test.get('/v1/agent/inwards')
  expect(fetched.at('/items/0')).toMatchObject({ id: tapal.id, test: true })
  const seen = async () => (await endpoints.byId('own-system'))!.fetchedAt ?? null
  expect(await seen()).toBeNull()
  expect((await rig.normal.get('/v1/agent/inwards')).at('/items')).toEqual([])
  expect(await seen()).not.toBeNull()
})

test('duties start and know its run, and after 30 days it is ended and removed with all that was its own', async () => {
  const { api } = rig
  const id = await rig.send()
  const duties = dutyDeps({ repositories: api.repositories, runs: api.runs })
  await sweep(duties, [testLetterDuties], new Date(api.now().getTime() + 60_000))
  expect(await dispatchDuties.standings(duties, [id, 'test-nobody'])).toEqual(new Map([[id, 'open']]))
  const later = new Date(api.now().getTime() + 31 * DAY_MS)
  expect(await clearTestLetters(duties, api.now())).toBe(0)
  expect(await clearTestLetters(duties, later)).toBeGreaterThan(ids.length)
  expect(api.runs.calls).toContainEqual(expect.objectContaining({ call: 'terminate dispatch', subject: id }))
  for (const name of ['test-dispatches', 'test-tapals', 'test-registers'])
    expect([name, await api.database.db!.collection(name).countDocuments()]).toEqual([name, 0])
  expect(await clearTestLetters(duties, later)).toBe(0)
})
