// Record and runs are compared slowly and always: what was lost without a sign is found, and mended both ways.

import type { Dispatch } from '../../domain/letters/dispatch/record'
import { CASES } from '../../process/cases'
import { ensureRuns, rebuildIfLost } from '../../services/operations/duty/rebuild'
import { newComparison, reconcile } from '../../services/operations/duty/reconcile'
import { revive } from '../../services/operations/duty/revive'
import { KcsError } from '../../domain/common/error'
import { buildTapal } from '../support/build-tapal'
import { buildDispatch, buildOffice, buildSeat } from '../support/builders'
import { emptyDatabase, type TestDatabase } from '../support/database'
import { dutyDeps, type Noted } from '../support/duty-deps'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

const dispatches = CASES.find(({ name }) => name === 'dispatch')!
const MINUTE = 60_000
let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await emptyDatabase()
  world = await openWorld({ database })
  await world.repositories.offices.save([buildOffice('A', 'push')])
  await world.repositories.seats.save([buildSeat('A/TAPAL')])
}, 120_000)
afterAll(async () => {
  await world.close()
  database.release()
})

const toA = { recipients: [{ office: 'A', purpose: 'action' as const }] }
const later = (ms: number): Date => new Date(Date.now() + ms)
const status = async (id: string, { runs } = world) => (await runs.describe('dispatch', id))?.status
const accept = async (overrides: Partial<Dispatch> = {}): Promise<Dispatch> =>
  (await world.repositories.dispatches.accept(buildDispatch({ ...toA, ...overrides }))).dispatch
const end = (id: string) => world.repositories.dispatches.end(id, 'closed', new Date())

/** Whole rounds of the comparison at these instants. */
async function compare(instants: readonly Date[], noted: Noted[] = []): Promise<void> {
  const memory = newComparison()
  for (const at of instants)
    while (await reconcile(dutyDeps(world, noted), dispatches, memory, at)) expect(true).toBe(true)
}

test('an emptied namespace on the same cluster is another Temporal: every open letter gets a run there', async () => {
  const letter = await world.send(toA)
  await rebuildIfLost(dutyDeps(world), CASES, new Date())
  expect(await rebuildIfLost(dutyDeps(world), CASES, new Date())).toBeNull()
  // Made on the same server, so cluster and record are the same and the namespace alone is new.
  const emptied = await openWorld({ database })
  expect(await status(letter.id, emptied)).toBeUndefined()
  expect(await rebuildIfLost(dutyDeps(emptied), CASES, new Date())).toBe(1)
  expect(await status(letter.id, emptied)).toBe('running')
  await rebuildIfLost(dutyDeps(world), CASES, new Date())
  await emptied.close()
  await end(letter.id)
})

test('a letter whose run was ended before it had tapals gets a run again after five minutes', async () => {
  const letter = await world.send(toA)
  await world.repositories.dispatches.markStarted(letter.id)
  await world.client.workflow.getHandle(`dispatch:${letter.id}`).terminate()
  expect(await revive(dutyDeps(world), CASES, later(4 * MINUTE))).toBe(0)
  expect(await revive(dutyDeps(world), CASES, later(6 * MINUTE))).toBe(1)
  expect(await status(letter.id)).toBe('running')
  await end(letter.id)
})

test('a rebuild that was cut goes on where it stopped, and one letter that fails keeps no other waiting', async () => {
  const letters: Dispatch[] = []
  for (let n = 0; n < 3; n += 1) letters.push(await accept({ started: true, acceptedAt: later(n * 1000) }))
  const noted: Noted[] = []
  const deps = dutyDeps(world, noted)
  const failing = {
    ...deps,
    runs: {
      ...deps.runs,
      start: (...asked: Parameters<typeof deps.runs.start>) =>
        asked[1] === letters[0]!.id ? Promise.reject(new Error('broken')) : deps.runs.start(...asked),
    },
  }
  await world.repositories.marks.set('temporal-identity', 'another')
  expect(await rebuildIfLost(failing, CASES, new Date())).toBe(2)
  expect(noted).toContainEqual({
    fields: { work: 'ensure-run', case: 'dispatch', id: letters[0]!.id, err: 'Error' },
    text: 'left to the next round',
  })
  expect(await rebuildIfLost(deps, CASES, new Date())).toBeNull()

  // Temporal goes away in the middle: nothing is noted as done, and the next try begins where this one stopped.
  await world.repositories.marks.set('temporal-identity', 'another')
  const away = async () => {
    throw new KcsError('service-unavailable')
  }
  const asked: string[] = []
  const cut = { ...dispatches, open: async () => letters.map(({ id }) => id) }
  const gone = { ...deps, runs: { ...deps.runs, describe: away } }
  await expect(rebuildIfLost(gone, [cut], new Date())).rejects.toThrow('service-unavailable')
  const identity = await world.runs.identity()
  const above = letters[1]!.id
  await world.repositories.marks.set(
    'temporal-rebuild',
    JSON.stringify({ identity, case: 'dispatch', above }),
  )
  const watched = {
    ...dispatches,
    open: (...args: Parameters<typeof dispatches.open>) => {
      asked.push(args[1])
      return dispatches.open(...args)
    },
  }
  expect(await rebuildIfLost(deps, [watched], new Date())).toBe(0)
  expect(asked).toEqual([above])
  for (const { id } of letters) await end(id)
})

describe('the slow comparison', () => {
  test('starts the run of a letter that has none, though nothing of it is due', async () => {
    const letter = await world.send(toA)
    await world.client.workflow.getHandle(`dispatch:${letter.id}`).terminate()
    const noted: Noted[] = []
    await compare([new Date()], noted)
    expect(await status(letter.id)).toBe('running')
    expect(noted.map(({ fields }) => fields)).toContainEqual({
      case: 'dispatch',
      id: letter.id,
      ensured: 'started',
    })
    await end(letter.id)
  })

  test('runs a letter again whose run completed in a time that the record does not know', async () => {
    const working = await world.work()
    const letter = await world.send({ recipients: [{ office: 'A', purpose: 'information' }] })
    await until(async () => (await status(letter.id)) === 'completed', { what: 'the end of the run' })
    await working.stop()
    // The record is restored to an instant at which the letter had been accepted, and nothing more.
    await world.database.collection('tapals').deleteMany({ dispatch: letter.id })
    await world.database
      .collection('dispatches')
      .updateOne({ _id: letter.id as never }, { $set: { state: 'accepted', closedAt: null } })
    await compare([later(5 * MINUTE)])
    expect(await status(letter.id)).toBe('running')
    await end(letter.id)
  })

  test('tells a run to look of whose letter nothing is owed any more, for the word of it may have been lost', async () => {
    const [settled, owed] = [await world.send(toA), await world.send(toA)]
    const tapalOf = (letter: Dispatch, owes: boolean) =>
      buildTapal(letter, new Date(), { office: 'A', seat: 'A/TAPAL', owes, purpose: 'information' })
    await world.repositories.tapals.insert([tapalOf(settled, false), tapalOf(owed, true)])
    await compare([later(8 * MINUTE)])
    const signals = async ({ id }: Dispatch) =>
      (await world.client.workflow.getHandle(`dispatch:${id}`).fetchHistory()).events!.flatMap(
        (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
      )
    expect(await signals(settled)).toEqual(['delivered'])
    expect(await signals(owed)).toEqual([])
    for (const { id } of [settled, owed]) await end(id)
  })

  test('tells a run to look whose letter has ended, and ends one with a reason that no row knows, after ten minutes', async () => {
    const ended = await world.send(toA)
    await end(ended.id)
    await world.runs.start('dispatch', 'no-such-letter')
    await until(async () => (await world.runs.underWay('dispatch', null, 100)).runs.length > 1, {
      what: 'the runs to be listed',
    })
    await compare([later(11 * MINUTE)])
    expect(await status('no-such-letter')).toBe('running')
    await compare([later(15 * MINUTE), later(20 * MINUTE), later(26 * MINUTE)])
    const run = world.client.workflow.getHandle('dispatch:no-such-letter')
    expect((await run.describe()).status.name).toBe('TERMINATED')
    const { events } = await run.fetchHistory()
    expect(events!.at(-1)!.workflowExecutionTerminatedEventAttributes?.reason).toBe(
      'KCS has no record of its subject',
    )
    const working = await world.work()
    await until(async () => (await status(ended.id)) === 'completed', { what: 'the end of the run' })
    await working.stop()
  })

  test('goes through the rows in steps of a hundred, goes on in another process, and rests when it is round', async () => {
    const open = await accept({ started: true })
    const deps = dutyDeps(world)
    const first = await ensureRuns(deps, dispatches, new Date(), { above: '', limit: 1 })
    expect(first.next).not.toBeNull()
    await world.repositories.marks.set(
      'reconcile-dispatch',
      JSON.stringify({ above: open.id, begunAt: Date.now() }),
    )
    const at = new Date()
    const memory = newComparison()
    expect(await reconcile(deps, dispatches, memory, at)).toBe(true)
    expect(await reconcile(deps, dispatches, memory, at)).toBe(false)
    expect(await reconcile(deps, dispatches, newComparison(), at)).toBe(false)
    expect(await reconcile(deps, dispatches, newComparison(), later(3 * MINUTE))).toBe(true)
    await end(open.id)
  })
})
