import { catchUpChange } from '../../../domain/letters/tapal/facts'
import { movementChange, openChange } from '../../../domain/letters/tapal/acts'
import type { TapalClock } from '../../../domain/letters/tapal/clock'
import { owedBy } from '../../../domain/letters/tapal/clocks'
import { migrate } from '../../../database/operations/migration'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
const repo = () => room.repositories.tapals

const NOW = new Date('2026-11-23T06:00:00Z')
const after = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000)
const act = { actor: { kind: 'seat', seat: 'DC1/TAPAL', holder: 'P' } as const, at: NOW }
const clock = (kind: TapalClock['kind'], hours: number): TapalClock => ({
  ...{ kind, since: NOW, dueAt: after(hours), nextAt: after(hours), level: 0 },
})
let letters = 0
const taken = async (clocks: TapalClock[]) => {
  const dispatch = `C${(letters += 1)}`
  const tapal = { ...buildDelivered({ dispatch, state: 'acknowledged' }, NOW), ...owedBy(clocks) }
  await repo().insert([tapal])
  return tapal
}

test('an act inside the office ends its clocks in the same write, and what is owed follows from those that are left', async () => {
  const { id } = await taken([clock('open', 1), clock('act', 5), clock('reply', 9)])
  const opened = await repo().apply(id, openChange({ ...act, cause: 'opened-by-seat' }))
  expect(opened).toMatchObject({ state: 'opened', owes: true, dueAt: after(5) })
  expect(opened!.clocks).toEqual([clock('act', 5), clock('reply', 9)])
  const desk = { to: 'SO', file: 'F' }
  const filed = await repo().apply(id, movementChange({ ...act, cause: 'put-in-file', desk }))
  expect(filed).toMatchObject({ owes: true, dueAt: after(9), clocks: [clock('reply', 9)] })
  const inProcess = await repo().apply(id, catchUpChange(filed!)!)
  expect(inProcess).toMatchObject({ state: 'in-process', clocks: [clock('reply', 9)] })
  const closed = await repo().apply(id, {
    event: { kind: 'state', to: 'closed', cause: 'closed-by-agent', ...act },
    set: {},
  })
  expect(closed).toMatchObject({ state: 'closed', ...owedBy([]) })
})

test('two acts at one instant each end their own clock, and neither brings back that of the other', async () => {
  const { id } = await taken([clock('open', 1), clock('act', 5), clock('reply', 9)])
  await Promise.all([
    repo().apply(id, openChange({ ...act, cause: 'opened-by-seat' })),
    repo().apply(id, movementChange({ ...act, cause: 'put-in-file', desk: { to: 'SO' } })),
  ])
  expect(await repo().byId(id)).toMatchObject({ clocks: [clock('reply', 9)], owes: true, dueAt: after(9) })
})

test('a clock that stands is owed, and is due at no time', async () => {
  const { id } = await taken([clock('open', 1), { ...clock('reply', 0), dueAt: null, nextAt: null }])
  const opened = await repo().apply(id, openChange({ ...act, cause: 'opened-by-seat' }))
  expect(opened).toMatchObject({ owes: true, dueAt: null, clocks: [{ kind: 'reply' }] })
})

test('an act on a row of before clocks were kept leaves what it owes', async () => {
  const delivered = buildDelivered({ dispatch: 'old' }, NOW)
  await repo().insert([delivered])
  const rows = room.database.collection<{ _id: string }>('tapals')
  await rows.updateOne({ _id: delivered.id }, { $unset: { clocks: '' } })
  const moved = await repo().apply(
    delivered.id,
    movementChange({ ...act, cause: 'put-in-file', desk: { to: 'SO' } }),
  )
  expect(moved).toMatchObject({ owes: true, dueAt: delivered.dueAt, clocks: delivered.clocks })
  await rows.updateOne({ _id: delivered.id }, { $set: { state: 'acknowledged', owes: false, dueAt: null } })
  const opened = await repo().apply(delivered.id, openChange({ ...act, cause: 'opened-by-seat' }))
  expect(opened).toMatchObject({ state: 'opened', ...owedBy([]) })
})

test('a recall ends what is waited for of those who have taken the letter, and leaves it with them', async () => {
  const { id, dispatch } = await taken([clock('reply', 9)])
  await repo().recall(dispatch, act.actor, NOW)
  const tapal = await repo().byId(id)
  expect(tapal).toMatchObject({ state: 'acknowledged', ...owedBy([]) })
  expect(tapal!.events.at(-1)).toMatchObject({ kind: 'notice', cause: 'recalled-by-sender' })
})

describe('the rows that stand when clocks come to be kept', () => {
  test('get the one that they have, once, beside another process, and also after it was broken off', async () => {
    const old = await openRoom({ migrated: false })
    const rows = old.database.collection<{ _id: string }>('tapals')
    const of = (id: string, tapal: ReturnType<typeof buildTapal>) => {
      const { id: _id, clocks: _clocks, ...row } = tapal
      return { ...row, _id: id, dispatch: id, rank: 0, trouble: '', followed: true, followedTo: 0 }
    }
    const risen = { level: 1, escalatedTo: ['DC1/HEAD'], dueAt: after(3) }
    await rows.insertMany([
      of('routed', buildTapal({ createdAt: NOW, dueAt: after(28) })),
      of('handed', buildTapal({ createdAt: NOW, dueAt: after(4), state: 'handed-over' })),
      of('failed', buildTapal({ createdAt: NOW, dueAt: after(720), state: 'failed' })),
      of('delivered', buildDelivered({}, NOW)),
      of('risen', buildDelivered(risen, NOW)),
      of('taken', buildDelivered({ state: 'acknowledged', owes: false, dueAt: null }, NOW)),
    ])
    const found = async () =>
      Object.fromEntries(
        (await rows.find().toArray()).map((row) => [row._id, 'clocks' in row ? row['clocks'] : null]),
      )
    await Promise.all([migrate(old.database), migrate(await old.another())])
    const first = await found()
    const [acknowledge] = buildDelivered({}, NOW).clocks
    expect(first).toEqual({
      routed: [{ ...clock('deliver', 4), nextAt: after(28) }],
      handed: [clock('deliver', 4)],
      failed: [clock('repair', 720)],
      delivered: [acknowledge],
      risen: [{ ...acknowledge, nextAt: after(3), level: 1, toldTo: ['DC1/HEAD'] }],
      taken: null,
    })
    // As if it had been killed before the last.
    await rows.updateOne({ _id: 'failed' }, { $unset: { clocks: '' } })
    await old.database.collection<{ _id: string }>('migrations').deleteOne({ _id: '9-tapal-clocks' })
    expect(await migrate(old.database)).toContain('9-tapal-clocks: done')
    expect(await found()).toEqual(first)
    await old.close()
  })
})
