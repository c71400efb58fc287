// What a kill left lying between the record and the runs is found by the sweep and set going again.

import { CASES } from '../../process/cases'
import { rebuildIfLost } from '../../services/operations/duty/rebuild'
import { revive } from '../../services/operations/duty/revive'
import { sweep } from '../../services/operations/duty/sweep'
import { buildDispatch, buildOffice, buildSeat } from '../support/builders'
import { dutyDeps } from '../support/duty-deps'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await world.repositories.offices.save([buildOffice('A', 'push')])
  await world.repositories.seats.save([buildSeat('A/TAPAL')])
  await world.work()
}, 120_000)
afterAll(() => world.close())

const toA = { recipients: [{ office: 'A', purpose: 'action' as const }] }
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000)
const deps = () => dutyDeps(world)
/** One round of the sweep, as far as it concerns letters. */
const sweepAt = async (now: Date) => (await sweep(deps(), CASES, now))['dispatch']!
const status = async (id: string) => (await world.runs.describe('dispatch', id))?.status

/** The tapal of a dispatch once it lies at its office. */
const delivered = (id: string) =>
  until(
    async () => (await world.repositories.tapals.ofDispatch(id)).find(({ state }) => state === 'delivered'),
    { what: 'the delivery' },
  )

describe('the sweep', () => {
  it('starts a letter that was accepted by a process that died before it could', async () => {
    const { dispatch } = await world.repositories.dispatches.accept(buildDispatch(toA))
    expect(await status(dispatch.id)).toBeUndefined()
    expect((await sweepAt(later(10))).started).toBe(1)
    await delivered(dispatch.id)
    expect((await sweepAt(later(10))).started).toBe(0)
  })

  it('tells a run of a recall that it did not hear of, once', async () => {
    const { id } = await world.send(toA)
    await delivered(id)
    const sender = { seat: 'SENDER/SO', holder: 'PEN1' }
    const recall = { ...sender, at: new Date(), reason: 'wrong enclosure' }
    await world.repositories.dispatches.recall(id, recall, { kind: 'seat', ...sender })
    expect((await sweepAt(later(60))).told).toBe(1)
    await until(async () => (await status(id)) === 'completed', { what: 'the end of the run' })
    expect((await world.repositories.dispatches.byId(id))?.state).toBe('cancelled')
    expect((await sweepAt(later(60))).told).toBe(0)
  })

  it('does not run a letter again whose run has completed', async () => {
    const { id } = await world.send({ recipients: [{ office: 'A', purpose: 'information' }] })
    await until(async () => (await status(id)) === 'completed', { what: 'the end of the run' })
    const ended = await world.runs.describe('dispatch', id)
    await world.runs.start('dispatch', id)
    expect((await world.runs.describe('dispatch', id))?.runId).toBe(ended?.runId)
  })

  it('starts a run again that was terminated while its letter still owed something', async () => {
    const { id } = await world.send(toA)
    await delivered(id)
    await world.client.workflow.getHandle(`dispatch:${id}`).terminate()
    expect(await status(id)).toBe('terminated')
    await revive(deps(), CASES, later(4 * 3600))
    await until(async () => (await status(id)) === 'running', { what: 'the new run' })
    const tapals = await world.repositories.tapals.ofDispatch(id)
    expect(tapals).toHaveLength(1)
  })

  it('starts every open letter again after a Temporal that knows none of them, and leaves running ones alone', async () => {
    const { marks } = world.repositories
    await rebuildIfLost(deps(), CASES, new Date())
    const [lost, running] = [await world.send(toA), await world.send(toA)]
    await Promise.all([delivered(lost.id), delivered(running.id)])
    await world.client.workflow.getHandle(`dispatch:${lost.id}`).terminate()
    const before = await world.runs.describe('dispatch', running.id)

    expect(await rebuildIfLost(deps(), CASES, new Date())).toBeNull()
    expect(await status(lost.id)).toBe('terminated')
    await marks.set('temporal-identity', 'the id of another cluster')
    expect(await rebuildIfLost(deps(), CASES, new Date())).toBe(1)

    await until(async () => (await status(lost.id)) === 'running', { what: 'the new run' })
    expect((await world.runs.describe('dispatch', running.id))?.runId).toBe(before?.runId)
    expect(await marks.valueOf('temporal-identity')).toBe(await world.runs.identity())
  })
})
