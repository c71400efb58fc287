// The reference agent that fetches its letters, as a process, against the API itself: nothing is lost or doubled by kill -9.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { envelopeOf } from '../../../connectors/write-envelope'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { agentAt, laidOut } from '../../api/letters/inward/rig'
import { openApi, type TestApi } from '../../support/api'
import { until } from '../../support/until'
import { get, post, type RunningAgent, runAgent } from './running'

let api: TestApi
let apiKey: string
let folder: string
const running: RunningAgent[] = []

beforeEach(async () => {
  api = await openApi()
  // Its port is not known before.
  api.deps.connectors.pull.envelope = (parcel) => envelopeOf(parcel, api.url)
  apiKey = (await agentAt(api, 'puller')).headers['authorization']!.replace('Bearer ', '')
  folder = await mkdtemp(join(tmpdir(), 'kcs-pull-'))
})
afterEach(async () => {
  for (const agent of running.splice(0)) await agent.kill()
  await api.close()
  await rm(folder, { recursive: true })
})

async function start(options: object = {}): Promise<string> {
  const settings = { kcsUrl: api.url, apiKey }
  const instance = { code: 'recv', prefix: 'RECV', comeEveryMs: 100, leaseSeconds: 10, settings, ...options }
  const agent = await runAgent('pull', ['--state', folder, '--instances', JSON.stringify([instance])])
  running.push(agent)
  return agent.addresses['recv']!
}

async function letter(content = 'a letter'): Promise<{ tapal: Tapal; sha256: string; dispatch: Dispatch }> {
  const sha256 = await api.document('SEND', content)
  const document = { sha256, name: 'order.pdf', mediaType: 'application/pdf', size: 100 }
  const dispatch = await api.dispatch({ subject: 'ഉത്തരവ് <b>', documents: [document] })
  return { tapal: await laidOut(api, { documentKeys: [sha256.slice(0, 16)] }, dispatch), sha256, dispatch }
}

const row = async ({ id }: Tapal): Promise<Tapal> => (await api.repositories.tapals.byId(id))!
const inState = (tapal: Tapal, state: Tapal['state']) =>
  until(async () => (await row(tapal)).state === state, { what: `the state ${state}` })
const shown = async (url: string) =>
  (await get<{ letters: { deliveryKey: string; state: string }[] }>(`${url}/letters`)).letters

test('it fetches a letter with its document and takes it with its own diary number', async () => {
  const { tapal, sha256 } = await letter()
  const url = await start({ acknowledgeAfterMs: 0 })
  await inState(tapal, 'acknowledged')
  expect(await row(tapal)).toMatchObject({
    reference: 'RECV-1',
    diary: { number: expect.stringMatching(/^RECV\//) as string },
  })
  expect((await row(tapal)).events.map(({ cause }) => cause)).toEqual([
    'resolved',
    'laid-out-for-agent',
    'delivered-by-agent',
    'acknowledged-by-agent',
  ])
  const file = await readFile(join(folder, 'recv', 'documents', sha256), 'utf8')
  expect(file).toContain('a letter')
  const page = await (await fetch(`${url}/`)).text()
  expect(page).toContain('ഉത്തരവ് &lt;b&gt;')
})

test('killed between fetching and keeping, it gets the letter again when the lease has ended, and has it once', async () => {
  const { tapal } = await letter()
  await start({ knobs: { slowMs: 600_000 } })
  await until(async () => (await row(tapal)).lease?.given === 1, { what: 'the letter to be given out' })
  await running.pop()!.kill()
  const url = await start()
  api.advance(11_000)
  await inState(tapal, 'delivered')
  expect((await row(tapal)).lease).toMatchObject({ given: 2 })
  expect(await shown(url)).toMatchObject([{ deliveryKey: `kcs-${tapal.id}` }])
})

test('what is done at its desks outlives a kill, and reaches KCS once however often it is said', async () => {
  const { tapal } = await letter()
  const url = await start({ knobs: { repeatCallbacks: 2 } })
  await inState(tapal, 'delivered')
  const acts = `${url}/letters/kcs-${tapal.id}/acts`
  await post(acts, { kind: 'acknowledged', diaryNumber: 'RECV/A/1' })
  await post(acts, { kind: 'movement', to: 'Section A' })
  await running.pop()!.kill()
  await start()
  await inState(tapal, 'in-process')
  // The movement itself, and the state that follows from it.
  expect((await row(tapal)).events.filter(({ cause }) => cause === 'marked')).toHaveLength(2)
})

test('it gives back what was recalled while it had it', async () => {
  const { tapal, dispatch } = await letter()
  const url = await start()
  await inState(tapal, 'delivered')
  await api.repositories.tapals.recall(dispatch.id, { kind: 'kcs' }, api.now())
  await until(async () => !(await row(tapal)).withdrawOwed, { what: 'the answer to the recall' })
  expect((await row(tapal)).events.at(-1)).toMatchObject({ cause: 'withdrawn-at-agent' })
  expect(await shown(url)).toMatchObject([{ state: 'withdrawn' }])
})

test('a document that broke off is gone on with, and one that was spoilt is fetched anew', async () => {
  const [one, other] = [await letter('what was begun before'), await letter('what was spoilt before')]
  const documents = join(folder, 'recv', 'documents')
  await mkdir(documents, { recursive: true })
  await writeFile(join(documents, `${one.sha256}.part`), '%PDF-1.7\nwhat was')
  await writeFile(join(documents, `${other.sha256}.part`), '%PDF-1.7\nsomething else')
  await start({ acknowledgeAfterMs: 0 })
  await inState(one.tapal, 'acknowledged')
  await inState(other.tapal, 'acknowledged')
  expect(await readFile(join(documents, one.sha256), 'utf8')).toContain('what was begun before')
  expect(await readFile(join(documents, other.sha256), 'utf8')).toContain('what was spoilt before')
})
