// The restore drill of docs/operators.md: what of record and runs is of another time is found and mended, nothing is lost,
// and nothing doubled.

import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { acknowledgeChange } from '../../domain/letters/tapal/acts'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { CASES, searchAttributes } from '../../process/cases'
import { createStore } from '../../process/compose'
import { prepareNamespace } from '../../process/namespace'
import { createSecrets } from '../../secrets'
import { follow } from '../../services/operations/duty/follow'
import { rebuildIfLost } from '../../services/operations/duty/rebuild'
import { newComparison, reconcile } from '../../services/operations/duty/reconcile'
import { type NamedFinding, verify } from '../../services/operations/verify/verify'
import { buildOffice, buildSeat } from '../support/builders'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { dutyDeps, type Noted } from '../support/duty-deps'
import { ownServers } from '../support/local-servers'
import { mongodbUri, temporalAddress } from '../support/servers'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

const MINUTE = 60_000
const later = (ms: number): Date => new Date(Date.now() + ms)
const toA = { recipients: [{ office: 'A', purpose: 'action' as const }] }

const secrets = createSecrets('00'.repeat(32))
let database: TestDatabase
let world: World

async function begin(temporal?: string): Promise<void> {
  database = await emptyDatabase()
  world = await openWorld({ database, ...(temporal ? { temporal } : {}) })
  await world.repositories.offices.save([buildOffice('A', 'push')])
  await world.repositories.seats.save([buildSeat('A/TAPAL')])
}
afterEach(async () => {
  await world.close()
  database.release()
})

const tapalOf = async ({ id }: Pick<Dispatch, 'id'>): Promise<Tapal | undefined> =>
  (await world.repositories.tapals.ofDispatch(id))[0]
const status = async ({ id }: Pick<Dispatch, 'id'>) => (await world.runs.describe('dispatch', id))?.status
const isDelivered = (letter: Dispatch) =>
  until(async () => (await tapalOf(letter))?.state === 'delivered', { what: 'the delivery' })
const isCompleted = (letter: Dispatch) =>
  until(async () => (await status(letter)) === 'completed', { what: 'the end of the run' })

/** The office takes the letter, and its run is told. */
async function take(letter: Dispatch): Promise<void> {
  const { id } = (await tapalOf(letter))!
  const at = new Date()
  const diary = { number: `A/${letter.id.slice(-4)}`, date: at }
  const facts = { actor: { kind: 'agent', agent: 'A' }, at, diary, cause: 'acknowledged-by-agent' } as const
  await world.repositories.tapals.apply(id, acknowledgeChange({ deliveredAt: null }, facts))
  await world.runs.signal('dispatch', letter.id, 'acknowledged', { outstanding: 0 })
}

/** What the workers do in some time: whole rounds of the comparison at these instants. */
async function compare(...instants: Date[]): Promise<Noted[]> {
  const noted: Noted[] = []
  const one = CASES.find(({ name }) => name === 'dispatch')!
  const memory = newComparison()
  for (const at of instants)
    while (await reconcile(dutyDeps(world, noted), one, memory, at)) expect(true).toBe(true)
  return noted
}

/** Everything agrees, each letter has one tapal, and each reached its office under one delivery key. */
async function expectWhole(letters: readonly Dispatch[]): Promise<void> {
  while (await follow(dutyDeps(world), CASES, new Date())) expect(true).toBe(true)
  const found: NamedFinding[] = []
  const deps = {
    ...dutyDeps(world),
    store: createStore(world.database, () => new Date()),
    cases: CASES,
    secrets,
    now: new Date(),
  }
  await verify(deps, null, (finding) => found.push(finding))
  expect(found).toEqual([])
  for (const { id } of letters) expect(await world.repositories.tapals.ofDispatch(id)).toHaveLength(1)
  expect(new Set(world.connectors.push.calls.map(({ key }) => key)).size).toBe(letters.length)
}

test('the namespace is wiped: every open letter has its run again, and no letter is handed over twice', async () => {
  await begin()
  await rebuildIfLost(dutyDeps(world), CASES, new Date())
  const working = await world.work()
  const [delivered, closed] = [await world.send(toA), await world.send(toA)]
  await isDelivered(delivered)
  await isDelivered(closed)
  await take(closed)
  await isCompleted(closed)
  await working.stop()
  const accepted = await world.send(toA)
  await world.repositories.dispatches.markStarted(accepted.id)

  const { namespace } = world.client.options
  await world.client.connection.operatorService.deleteNamespace({ namespace })
  const address = temporalAddress()
  const made = { address, namespace, searchAttributes: searchAttributes(), create: true }
  await until(async () => (await prepareNamespace(made)).done.length > 0, { what: 'the new namespace' })
  await until(async () => (await status(delivered)) === undefined, { what: 'the runs to be gone' })

  await until(async () => (await rebuildIfLost(dutyDeps(world), CASES, new Date())) === 2, {
    what: 'the rebuild',
  })
  await world.work()
  await isDelivered(accepted)
  for (const letter of [delivered, accepted]) await take(letter)
  for (const letter of [delivered, accepted]) await isCompleted(letter)
  expect(await status(closed)).toBeUndefined()
  await expectWhole([delivered, closed, accepted])
}, 120_000)

test('MongoDB is an hour older than Temporal: what was open then runs again, and runs of unknown letters end', async () => {
  await begin()
  await rebuildIfLost(dutyDeps(world), CASES, new Date())
  let working = await world.work()
  const [open, takenLater] = [await world.send(toA), await world.send(toA)]
  await isDelivered(open)
  await isDelivered(takenLater)
  world.connectors.push.answer(() => ({ kind: 'retry-later', code: 'http-503', inDoubt: false }))
  const deliveredLater = await world.send(toA)
  await until(async () => ((await tapalOf(deliveredLater))?.attempts ?? 0) > 0, { what: 'a try' })

  const backup = await copyOf()
  world.connectors.push.answer(() => ({ kind: 'delivered' }))
  await isDelivered(deliveredLater)
  for (const letter of [takenLater, deliveredLater]) await take(letter)
  for (const letter of [takenLater, deliveredLater]) await isCompleted(letter)
  const unknown = await world.send(toA)
  await isDelivered(unknown)
  await working.stop()
  await restore(backup)

  await until(async () => (await world.runs.underWay('dispatch', null, 100)).runs.length === 2, {
    what: 'the runs to be listed',
  })
  const noted = await compare(later(0), later(12 * MINUTE), later(24 * MINUTE))
  expect(noted.map(({ fields }) => fields)).toContainEqual({
    ...{ case: 'dispatch', id: takenLater.id, ensured: 'started-again' },
  })
  expect(await status(unknown)).toBe('terminated')
  working = await world.work()
  await isDelivered(deliveredLater)
  // The office's call-backs come again, for it keeps its own diary; the sender brings the lost letter again.
  for (const letter of [open, takenLater, deliveredLater]) await take(letter)
  for (const letter of [open, takenLater, deliveredLater]) await isCompleted(letter)
  const again = await world.send({ ...toA, idempotencyKey: unknown.idempotencyKey })
  await isDelivered(again)
  await take(again)
  await isCompleted(again)
  // The letter that the record does not know came under a key of its own, and its office has both.
  world.connectors.push.calls.splice(
    0,
    Infinity,
    ...world.connectors.push.calls.filter(({ key }) => !lost.has(key)),
  )
  await expectWhole([open, takenLater, deliveredLater, again])
}, 120_000)

test('Temporal is an hour older than MongoDB: new letters get runs, and runs of closed ones look and end', async () => {
  const own = ownServers()
  const environment = { MONGODB_URI: mongodbUri() }
  let servers = await own.open({ environment })
  try {
    await begin(servers.temporal.address)
    await rebuildIfLost(dutyDeps(world), CASES, new Date())
    let working = await world.work()
    const [open, takenLater] = [await world.send(toA), await world.send(toA)]
    await isDelivered(open)
    await isDelivered(takenLater)
    await working.stop()
    await servers.stop()
    const data = join(own.folder, 'data')
    const saved = join(own.folder, 'saved.db')
    copyFileSync(join(data, 'temporal.db'), saved)

    servers = await own.open({ environment })
    working = await world.work()
    await take(takenLater)
    await isCompleted(takenLater)
    const fresh = await world.send(toA)
    await isDelivered(fresh)
    await working.stop()
    await servers.stop()
    for (const end of ['-wal', '-shm'])
      if (existsSync(join(data, `temporal.db${end}`))) rmSync(join(data, `temporal.db${end}`))
    copyFileSync(saved, join(data, 'temporal.db'))

    servers = await own.open({ environment })
    await until(async () => (await status(takenLater)) === 'running', { what: 'the run of before' })
    // It is the same Temporal by its ids, and so the comparison alone finds it.
    expect(await rebuildIfLost(dutyDeps(world), CASES, new Date())).toBeNull()
    expect(await status(fresh)).toBeUndefined()
    await compare(later(12 * MINUTE))
    expect(await status(fresh)).toBe('running')
    await world.work()
    await isCompleted(takenLater)
    for (const letter of [open, fresh]) await take(letter)
    for (const letter of [open, fresh]) await isCompleted(letter)
    await expectWhole([open, takenLater, fresh])
  } finally {
    await servers.stop()
    own.remove()
  }
}, 180_000)

type Copy = Map<string, Record<string, unknown>[]>
/** Delivery keys of letters that a restore has taken from the record. */
const lost = new Set<string>()

/** All rows of all collections, as a backup has them. */
async function copyOf(): Promise<Copy> {
  const copy: Copy = new Map()
  for (const { name } of await world.database.db!.listCollections().toArray())
    copy.set(name, await world.database.collection(name).find().toArray())
  return copy
}

async function restore(copy: Copy): Promise<void> {
  const kept = new Set(copy.get('tapals')!.map((row) => String(row['_id'])))
  for (const { _id } of await world.database.collection('tapals').find().toArray())
    if (!kept.has(String(_id))) lost.add(`kcs-${String(_id)}`)
  for (const [name, rows] of copy) {
    await world.database.collection(name).deleteMany({})
    if (rows.length > 0) await world.database.collection(name).insertMany(rows as never)
  }
}
