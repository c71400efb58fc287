// A Temporal whose data are lost: the record is whole, so every open letter gets its run back, and no letter is sent twice.

import type { Dispatch } from '../../domain/letters/dispatch/record'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { CASES } from '../../process/cases'
import { rebuildIfLost } from '../../services/operations/duty/rebuild'
import { buildOffice, buildSeat } from '../support/builders'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { dutyDeps } from '../support/duty-deps'
import { ownServers } from '../support/local-servers'
import { mongodbUri } from '../support/servers'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

const own = ownServers()
let database: TestDatabase
let before: World
let after: World | undefined
let stopTemporal: (() => Promise<void>) | undefined

beforeAll(async () => {
  database = await emptyDatabase()
  before = await openWorld({ database })
  await before.repositories.offices.save([buildOffice('A', 'push'), buildOffice('B', 'push')])
  await before.repositories.seats.save([buildSeat('A/TAPAL'), buildSeat('B/TAPAL')])
}, 120_000)

afterAll(async () => {
  await after?.close()
  await before.close()
  await stopTemporal?.()
  own.remove()
  database.release()
})

/** Another Temporal with data of its own, which knows none of our runs. */
async function anotherTemporal(): Promise<string> {
  const servers = await own.open({ environment: { MONGODB_URI: mongodbUri() } })
  stopTemporal = servers.stop
  return servers.temporal.address
}

const rebuild = (world: World): Promise<number | null> => rebuildIfLost(dutyDeps(world), CASES, new Date())
const to = (office: string, purpose: 'action' | 'information' = 'action'): Partial<Dispatch> => ({
  recipients: [{ office, purpose }],
})
const tapalOf = async (world: World, { id }: Dispatch): Promise<Tapal | undefined> =>
  (await world.repositories.tapals.ofDispatch(id))[0]
const statusIn = async (world: World, { id }: Dispatch) => (await world.runs.describe('dispatch', id))?.status

test('another Temporal gets a run for every open letter, and each goes on where the record says', async () => {
  const working = await before.work()
  expect(await rebuild(before)).toBe(0)
  const delivered = await before.send(to('A'))
  const closed = await before.send(to('A', 'information'))
  await until(async () => (await tapalOf(before, delivered))?.state === 'delivered', { what: 'the delivery' })
  await until(async () => (await statusIn(before, closed)) === 'completed', { what: 'the end of a letter' })
  before.connectors.push.answer(() => ({ kind: 'busy', code: 'http-503', afterMs: 60_000 }))
  const waiting = await before.send(to('B'))
  await until(async () => (await tapalOf(before, waiting))?.attempts === 1, { what: 'a try that failed' })
  await working.stop()

  after = await openWorld({ database, temporal: await anotherTemporal() })
  expect(await statusIn(after, delivered)).toBeUndefined()
  expect(await rebuild(after)).toBe(2)
  expect(await statusIn(after, delivered)).toBe('running')
  expect(await statusIn(after, waiting)).toBe('running')
  expect(await statusIn(after, closed)).toBeUndefined()

  // The next try is due at once, so that the test need not wait for it.
  await before.database
    .collection('tapals')
    .updateOne({ dispatch: waiting.id }, { $set: { nextAttemptAt: new Date() } })
  await before.database.collection('endpoints').updateMany({}, { $set: { notBefore: null } })
  await after.work()
  await until(async () => (await tapalOf(before, waiting))?.state === 'delivered', { what: 'the delivery' })
  for (const letter of [delivered, waiting])
    expect(await before.repositories.tapals.ofDispatch(letter.id)).toHaveLength(1)
  // The letter that lay at its office already was not handed over again.
  expect(after.connectors.push.calls.map(({ endpoint }) => endpoint)).toEqual(['push'])
  expect((await tapalOf(before, delivered))?.attempts).toBe(1)
}, 120_000)

test('the same Temporal at the next start is left as it is', async () => {
  expect(await rebuild(after!)).toBeNull()
})
