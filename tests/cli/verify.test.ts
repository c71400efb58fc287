// Ways in which what KCS keeps may disagree, each made by hand and seen by its name; and the mending of it.

import { Readable } from 'node:stream'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { CASES } from '../../process/cases'
import { createStore } from '../../process/compose'
import { createSecrets } from '../../secrets'
import { chainEntries } from '../../services/access/audit/chain'
import { follow } from '../../services/operations/duty/follow'
import { CHECK_NAMES } from '../../services/operations/verify'
import { registers } from '../../services/operations/verify/registers'
import { type NamedFinding, verify } from '../../services/operations/verify/verify'
import type { VerifyDeps } from '../../services/operations/verify/check'
import { buildDispatch, buildOffice, buildSeat } from '../support/builders'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { dutyDeps } from '../support/duty-deps'
import { serverSettings } from '../support/servers'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'
import { type Machine, openMachine, type Ran } from './kcs'

const secrets = createSecrets('00'.repeat(32))
let database: TestDatabase
let world: World
let machine: Machine
let letters: Dispatch[]
let tapal: string
let sha256: string
let working: { stop(): Promise<void> }

const HOUR = 3_600_000
const ago = (ms: number): Date => new Date(Date.now() - ms)
const rowsOf = (name: string) => world.database.collection<{ _id: string }>(name)
const kcsVerify = (...only: string[]): Promise<Ran> =>
  machine.kcs(['verify', ...only.flatMap((name) => ['--only', name])])

beforeAll(async () => {
  database = await emptyDatabase()
  world = await openWorld({ database })
  const { repositories } = world
  await repositories.offices.save([buildOffice('A', 'push')])
  await repositories.seats.save([buildSeat('A/TAPAL')])
  working = await world.work()
  const store = createStore(world.database, () => new Date())
  await store.prepare()
  const bytes = Readable.from([Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')])
  const stored = await store.put(bytes, { mediaType: 'application/pdf' })
  sha256 = stored.sha256
  await repositories.documents.add({ ...stored, office: 'SENDER', at: new Date() })
  const document = { ...stored, name: 'a.pdf' }
  letters = []
  for (const purpose of ['action', 'action', 'information'] as const)
    letters.push(
      await world.send({
        recipients: [{ office: 'A', purpose }],
        documents: [document],
        acceptedAt: ago(180_000),
      }),
    )
  await until(async () => (await repositories.dispatches.byId(letters[2]!.id))?.state === 'closed', {
    what: 'the end of a letter',
  })
  for (const { id } of letters)
    await until(async () => (await repositories.tapals.ofDispatch(id))[0]?.state === 'delivered', {
      what: 'the delivery',
    })
  tapal = (await repositories.tapals.ofDispatch(letters[0]!.id))[0]!.id
  while (await follow(dutyDeps(world), CASES, new Date())) expect(true).toBe(true)
  machine = openMachine(undefined)
  Object.assign(machine.env, {
    ...serverSettings(database, world.client.options.namespace),
    KCS_SECRET: '00'.repeat(32),
  })
}, 120_000)
afterAll(async () => {
  machine.remove()
  await world.close()
  database.release()
})

test('a clean installation has nothing to tell, and the exit code is 0', async () => {
  const ran = await kcsVerify()
  expect(ran).toMatchObject({ code: 0, out: '' })
  expect(ran.err).toMatch(
    /Looked at 3 tapals, 3 dispatches, .* 1 documents, 0 webhooks, 1 chain of the audit log\.\nEverything agrees\./,
  )
})

/** Changes a row by hand, verifies, and puts the row back. */
async function broken(
  collection: string,
  id: string,
  change: Record<string, unknown> | 'removed',
  check: string,
): Promise<Ran> {
  const row = await rowsOf(collection).findOne({ _id: id })
  expect(row).not.toBeNull()
  if (change === 'removed') await rowsOf(collection).deleteOne({ _id: id })
  else await rowsOf(collection).updateOne({ _id: id }, { $set: change }, { bypassDocumentValidation: true })
  const ran = await kcsVerify(check)
  await rowsOf(collection).deleteOne({ _id: id })
  await rowsOf(collection).insertOne(row!, { bypassDocumentValidation: true })
  return ran
}

const oldClaim = { claim: { id: 'c', until: ago(HOUR) }, nextAttemptAt: ago(HOUR) }
const ofTapal: [string, string, Record<string, unknown>][] = [
  ['state-and-events', 'is closed, and its events end in delivered', { state: 'closed' }],
  ['state-and-events', 'and it counts 0', { sequence: 0 }],
  ['clocks', 'owes something and has no due instant', { dueAt: null }],
  ['clocks', 'owes something in closed', { state: 'closed' }],
  ['clocks', 'owes nothing and has a due instant', { state: 'closed', owes: false, dueAt: ago(-HOUR) }],
  ['clocks', 'owes nothing in delivered', { owes: false }],
  ['clocks', 'nobody looked', { dueAt: ago(2 * HOUR) }],
  ['claims', 'nobody took it over', oldClaim],
  ['parked', 'the endpoint away, which is not there', { parked: true, endpoint: 'away' }],
  ['parked', 'no try is to come', { parked: true }],
  ['phantoms', 'the dispatch none, which is not there', { dispatch: 'none' }],
  ['withdrawals', 'is to be withdrawn, and is delivered', { withdrawOwed: true }],
  ['followed', 'has no event', { events: [] }],
  ['followed', 'is followed to 0 of', { followedTo: 0 }],
  ['inward-numbers', 'not the one in the register', { inwardNumber: 'A/IN/2026/000099' }],
]

test.each(ofTapal)('%s: a tapal is named: %s', async (check, what, change) => {
  const ran = await broken('tapals', tapal, change, check)
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`${tapal}  `)])
  expect(ran.out).toContain(what)
  expect(ran.out.startsWith(check)).toBe(true)
  expect(ran.err).toContain('kcs rebuild')
})

const change = {
  ...{ from: null, to: 'accepted', cause: 'accepted' },
  ...{ actor: { kind: 'kcs' }, at: ago(HOUR) },
}
const ofDispatch: [string, string, Record<string, unknown>][] = [
  ['followed', 'is followed to 1 of', { followedTo: 1 }],
  ['followed', 'is not followed', { followed: false, changes: [{ ...change, sequence: 1 }] }],
  [
    'audit-entries',
    `:9 is not in the audit log`,
    { followedTo: 9, sequence: 9, changes: [{ ...change, sequence: 9 }] },
  ],
  ['sums', 'is closed, and 1 tapals owe something', { state: 'closed' }],
  ['outbox', 'its run was not started', { started: false, acceptedAt: ago(HOUR) }],
  ['outbox', 'its recipients were not resolved', { state: 'accepted', acceptedAt: ago(HOUR) }],
  ['despatch-numbers', 'not the one in the register', { number: 'SENDER/DS/2026/000099' }],
  [
    'documents-of-letters',
    'ab, which is not there',
    { documents: [{ sha256: 'ab', name: 'x', mediaType: 'x', size: 1 }] },
  ],
]

test.each(ofDispatch)('%s: a dispatch is named: %s', async (check, what, change) => {
  const { id } = letters[0]!
  const ran = await broken('dispatches', id, change, check)
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`${id}  `)])
  expect(ran.out).toContain(what)
})

test('audit-entries: an entry that is gone is named, and rebuild makes it again', async () => {
  const entry = `${tapal}:1`
  await rowsOf('audit').deleteOne({ _id: entry })
  const ran = await kcsVerify('audit-entries')
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`${entry} is not in the audit log`)])
  const rebuilt = await machine.kcs(['rebuild', '--json'])
  expect(rebuilt.json()).toMatchObject({ followedAgain: 1 })
  while (await follow(dutyDeps(world), CASES, new Date())) expect(true).toBe(true)
  expect((await kcsVerify('audit-entries')).code).toBe(0)
})

test('audit-entries: the entry of a dispatch that is gone is named, and rebuild makes it again', async () => {
  const { id } = letters[0]!
  const entry = `dispatch:${id}:1`
  await rowsOf('audit').deleteOne({ _id: entry })
  const ran = await kcsVerify('audit-entries')
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`${id}  ${entry} is not in the audit log`)])
  expect((await machine.kcs(['rebuild', '--json'])).json()).toMatchObject({ followedAgain: 1 })
  while (await follow(dutyDeps(world), CASES, new Date())) expect(true).toBe(true)
  expect((await kcsVerify('audit-entries')).code).toBe(0)
})

test('audit-chain: an entry that was edited after it was chained is named', async () => {
  while (await chainEntries({ repositories: world.repositories, secrets })) expect(true).toBe(true)
  expect((await kcsVerify('audit-chain')).code).toBe(0)
  const ran = await broken('audit', `${tapal}:1`, { what: 'nothing' }, 'audit-chain')
  expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/audit-chain .*link \d+:/)])
})

test('sums: a letter that lost its tapals is named', async () => {
  const rows = await rowsOf('tapals')
    .find({ dispatch: letters[2]!.id } as never)
    .toArray()
  await rowsOf('tapals').deleteMany({ dispatch: letters[2]!.id } as never)
  const ran = await kcsVerify('sums')
  await rowsOf('tapals').insertMany(rows)
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('is closed, without a tapal')])
})

test('registers: a number that is missing is named, and one that is there twice', async () => {
  const first = await rowsOf('registers').findOne({ register: 'despatch', number: 1 } as never)
  const ran = await broken('registers', first!._id, 'removed', 'registers')
  expect([ran.code, ran.out]).toEqual([1, expect.stringMatching(/SENDER\/despatch\/\d{4} {2}lacks 1 to 1/)])
  const book = {
    _id: 'x',
    office: 'A',
    register: 'inward',
    year: 2026,
    subject: 's',
    at: new Date(),
    void: false,
  } as const
  const judge = registers.begin({} as VerifyDeps)
  expect(judge([1, 2, 2, 3].map((number) => ({ ...book, number })))).toEqual([
    { id: 'A/inward/2026', what: 'has the number 2 twice' },
  ])
})

test('documents: a byte that flipped is named, and a document that is gone', async () => {
  const chunks = world.database.collection('contents.chunks')
  const chunk = await chunks.findOne({})
  const bytes = Buffer.from((chunk!['data'] as { buffer: Uint8Array }).buffer)
  const flipped = Buffer.from(bytes)
  flipped[20]! ^= 1
  await chunks.updateOne({ _id: chunk!._id }, { $set: { data: flipped } })
  const ran = await kcsVerify('documents')
  await chunks.updateOne({ _id: chunk!._id }, { $set: { data: bytes } })
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`${sha256}  is not what its hash says`)])
  const gone = await broken('document_blobs', sha256, 'removed', 'documents')
  expect([gone.code, gone.out]).toEqual([1, expect.stringContaining(`${sha256}  is not in the store`)])
})

test('webhooks: one whose agent is not there is named', async () => {
  const hook = { id: 'hook', agent: 'nobody', url: 'https://agent.example/', kinds: [], sealedSecret: 'x' }
  const note = { what: 'webhook-made', actor: { kind: 'agent', agent: 'nobody' }, at: new Date() } as const
  const { subscriptions } = world.repositories
  await subscriptions.add({ ...hook, cursor: 0, createdAt: new Date() }, note)
  const ran = await kcsVerify('webhooks')
  await subscriptions.remove('nobody', 'hook', { ...note, what: 'webhook-removed' })
  expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('hook  belongs to an agent')])
})

test('rows-without-run: a letter whose run was terminated is named, and rebuild starts its run', async () => {
  const { id } = letters[1]!
  await world.client.workflow.getHandle(`dispatch:${id}`).terminate()
  const ran = await kcsVerify('rows-without-run')
  expect([ran.code, ran.out]).toEqual([
    1,
    expect.stringContaining(`${id}  is open, and its run is terminated`),
  ])
  const rebuilt = await machine.kcs(['rebuild'])
  expect(rebuilt.out).toContain('runs started: 1\n')
  expect((await kcsVerify('rows-without-run')).code).toBe(0)
  expect((await machine.kcs(['rebuild'])).out).toContain('runs started: 0\n')
})

test('runs-without-row: a run that no row knows is named, and one whose letter has ended', async () => {
  await working.stop()
  await world.runs.start('dispatch', 'no-row')
  const ended = (await world.repositories.dispatches.accept(buildDispatch())).dispatch
  await world.runs.start('dispatch', ended.id)
  await world.repositories.dispatches.end(ended.id, 'cancelled', new Date())
  await until(
    async () => {
      const { runs } = await world.runs.underWay('dispatch', null, 100)
      return ['no-row', ended.id].every((id) => runs.some(({ subject }) => subject === id))
    },
    { what: 'the runs to be listed' },
  )
  const found: NamedFinding[] = []
  const now = new Date(Date.now() + HOUR / 10)
  const store = createStore(world.database, () => new Date())
  const deps = { ...dutyDeps(world), store, cases: CASES, secrets, now }
  await verify(deps, new Set(['runs-without-row']), (finding) => found.push(finding))
  expect(found.map(({ id, what }) => `${id} ${what}`).sort()).toEqual(
    [
      `no-row has a run of dispatch, and no row`,
      `${ended.id} has ended, and its run of dispatch goes on`,
    ].sort(),
  )
})

test('every check was seen to find something', () => {
  const seen = [
    ...ofTapal.map(([check]) => check),
    ...ofDispatch.map(([check]) => check),
    ...['audit-entries', 'audit-chain', 'registers', 'documents', 'rows-without-run', 'runs-without-row'],
    'webhooks',
    'failing-runs', // verify-failing-runs.test.ts
  ]
  expect([...new Set(seen)].sort()).toEqual([...CHECK_NAMES].sort())
})

test('a check that there is not is wrong usage, and names those that there are', async () => {
  const ran = await kcsVerify('everything')
  expect(ran.code).not.toBe(0)
  expect(ran.err).toContain('rows-without-run')
})
