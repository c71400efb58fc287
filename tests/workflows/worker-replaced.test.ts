// Story on the real server: a new version is rolled out while letters are under way.

import { acknowledgeChange } from '../../domain/letters/tapal/acts'
import { buildOffice } from '../support/builders'
import { until } from '../support/until'
import { openWorld, type World } from '../support/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.repositories.offices.save([
    buildOffice('A'),
    buildOffice('B'),
    buildOffice('C', 'push', { inwardSeat: 'C/TAPAL' }),
  ])
})
afterAll(() => world?.close())

test('a worker replaced in mid-flight loses nothing: tries, acknowledgements and clocks of the gap are taken up', async () => {
  const { tapals } = world.repositories
  let takes = false
  world.connectors.push.answer(() =>
    takes ? { kind: 'delivered' } : { kind: 'busy', code: 'http-503', afterMs: 200 },
  )
  const first = await world.work()
  const dispatch = await world.send({
    recipients: ['A', 'B', 'C'].map((office) => ({ office, purpose: 'action' as const })),
    times: { acknowledgeWithinSeconds: 1, escalateEverySeconds: 3600 },
  })
  const of = async (office: string) =>
    (await tapals.ofDispatch(dispatch.id)).find((row) => row.office === office)!
  const acknowledge = async (office: string): Promise<void> => {
    const row = await of(office)
    const diary = { number: `${office}/1`, date: new Date() }
    const actor = { kind: 'seat', seat: row.seat, holder: 'PEN2' } as const
    await tapals.apply(
      row.id,
      acknowledgeChange(row, { diary, actor, at: new Date(), cause: 'acknowledged-by-seat' }),
    )
    const { owing } = await tapals.owing(dispatch.id)
    await world.runs.signal('dispatch', dispatch.id, 'acknowledged', { outstanding: owing })
  }
  await until(async () => (await of('B')).state === 'delivered', { what: 'the first deliveries' })
  await until(async () => (await of('C')).attempts > 0, { what: 'a try at C' })
  await first.stop()

  await acknowledge('A')
  const { dueAt } = await of('B')
  await until(() => Date.now() > dueAt!.getTime(), { what: 'the clock of B to be due' })
  takes = true
  const second = await world.work()
  await until(async () => (await of('C')).state === 'delivered', { what: 'the delivery to C' })
  await until(async () => (await of('B')).events.some(({ cause }) => cause === 'ladder-ended'), {
    what: 'the clock of B to be taken up',
  })
  await second.stop()

  for (const office of ['B', 'C']) await acknowledge(office)
  await world.work()
  await until(async () => (await world.runs.describe('dispatch', dispatch.id))?.status === 'completed', {
    what: 'the run to complete',
  })
  expect((await world.repositories.dispatches.byId(dispatch.id))?.state).toBe('closed')
  const rows = await tapals.ofDispatch(dispatch.id)
  expect(rows.map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
  // Each office was handed the letter under one key, and none was made twice.
  expect(new Set(world.connectors.push.calls.map(({ key }) => key)).size).toBe(1)
})
