import { activeAt, newOffice } from '../../../domain/directory/office/office'
import { plainProfile } from '../../../domain/directory/office/profile'
import { newSeat } from '../../../domain/directory/seat/seat'
import { COLLECTIONS } from '../../../database/collections'
import { migrate } from '../../../database/operations/migration'
import { until } from '../../support/until'
import { openRoom } from '../room'

test('two processes bring an empty database to its form at once, and a third finds nothing to do', async () => {
  const room = await openRoom({ migrated: false })
  const other = await room.another()
  await Promise.all([migrate(room.database), migrate(other)])
  await migrate(await room.another())
  expect(COLLECTIONS.length).toBeGreaterThan(10)
  for (const { name, indexes } of COLLECTIONS) {
    if (indexes.length === 0) continue
    const present = await room.database.collection(name).indexes()
    expect([name, present.length]).toEqual([name, indexes.length + 1])
  }
  await room.close()
})

test('a step that reads by an index waits for it where another process is still building it', async () => {
  const room = await openRoom({ migrated: false })
  await migrate(room.database)
  const tapals = room.database.collection('tapals')
  const index = { endpoint: 1, parked: 1, rank: -1, createdAt: 1 } as const
  await tapals.dropIndex(index as never)
  await room.database.collection<{ _id: string }>('migrations').deleteOne({ _id: '5-desk-trouble' })
  const going = migrate(room.database)
  const tries = () => room.sent.filter(({ name, command }) => name === 'update' && isHinted(command))
  await until(() => tries().length > 1, { what: 'the step to be begun again' })
  await tapals.createIndex(index as never)
  expect(await going).toEqual(['5-desk-trouble: done'])
  await room.close()
})

function isHinted({ updates }: Record<string, unknown>): boolean {
  return (updates as { hint?: unknown }[]).some(({ hint }) => hint !== undefined)
}

test('a directory of before it was dated gets what it lacks, once, and keeps what it has', async () => {
  const room = await openRoom({ migrated: false })
  const from = new Date('2021-07-01')
  await room.database.collection<{ _id: string }>('offices').insertMany([
    {
      _id: 'OLD',
      name: 'Old',
      active: true,
      parent: 'TOP',
      profiles: [{ from, mechanism: 'push', endpoint: 'E1', taking: 'diary' }],
    } as never,
    { _id: 'SHUT', name: 'Shut', active: false, profiles: [] } as never,
  ])
  await room.database
    .collection<{ _id: string }>('seats')
    .insertOne({ _id: 'OLD/SO', office: 'OLD', designation: 'SO' } as never)
  await migrate(room.database)
  const offices = await room.repositories.offices.byCodes(['OLD', 'SHUT'])
  expect(offices.get('OLD')).toEqual(
    newOffice({
      code: 'OLD',
      name: 'Old',
      parent: 'TOP',
      profiles: [plainProfile(from, 'push', 'E1', 'diary')],
    }),
  )
  expect(activeAt(offices.get('SHUT')!, new Date(Date.now() + 1000))).toBe(false)
  expect(await room.repositories.seats.byId('OLD/SO')).toEqual(
    newSeat({ id: 'OLD/SO', office: 'OLD', designation: 'SO' }),
  )
  await room.close()
})

test('tapals of before documents were found by their rows get the keys of their letter, and others stay', async () => {
  const room = await openRoom({ migrated: false })
  const documents = [{ sha256: 'ab'.repeat(32) }, { sha256: 'cd'.repeat(32) }]
  await room.database.collection('dispatches').insertOne({ _id: 'D1' as never, documents })
  const rows = [
    { _id: 'T1', dispatch: 'D1', office: 'A' },
    { _id: 'T2', dispatch: 'D1', office: 'B', documentKeys: ['kept'] },
  ]
  await room.database.collection('tapals').insertMany(rows as never)
  await migrate(room.database)
  const after = await room.database
    .collection('tapals')
    .find({}, { sort: { _id: 1 } })
    .toArray()
  expect(after.map(({ documentKeys }) => documentKeys)).toEqual([
    ['abababababababab', 'cdcdcdcdcdcdcdcd'],
    ['kept'],
  ])
  await room.close()
})

test('tapals of before the ledger get the place of their office, and the index that it makes needless goes', async () => {
  const room = await openRoom({ migrated: false })
  const tapals = room.database.collection('tapals')
  await room.database
    .collection('offices')
    .insertOne({ _id: 'A' as never, name: 'A', district: 'Idukki', department: 'LSGD', profiles: [] })
  const rows = [
    { _id: 'T1', dispatch: 'D1', office: 'A' },
    { _id: 'T2', dispatch: 'D2', office: 'A', district: 'Kannur', department: 'ITD' },
    { _id: 'T3', dispatch: 'D1', office: 'NOWHERE' },
  ]
  await tapals.insertMany(rows as never)
  await tapals.createIndex({ dispatch: 1, state: 1 })
  await Promise.all([migrate(room.database), migrate(await room.another())])
  const after = await tapals.find({}, { sort: { _id: 1 } }).toArray()
  expect(after.map(({ district, department }) => [district, department])).toEqual([
    ['Idukki', 'LSGD'],
    ['Kannur', 'ITD'],
    [undefined, undefined],
  ])
  const names = (await tapals.indexes()).map(({ name }) => name)
  expect(names).toContain('ledger')
  expect(names).not.toContain('dispatch_1_state_1')
  await room.close()
})

test('the indexes by which an inbox was ordered before are gone, also where two processes migrate at once', async () => {
  const room = await openRoom({ migrated: false })
  const tapals = room.database.collection('tapals')
  await tapals.createIndex({ seat: 1, owes: 1, state: 1, _id: -1 }, { name: 'inbox' })
  await tapals.createIndex({ escalatedTo: 1, owes: 1, state: 1, _id: -1 }, { name: 'risen' })
  await Promise.all([migrate(room.database), migrate(await room.another())])
  const names = (await tapals.indexes()).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['inbox-by-arrival', 'risen-by-arrival']))
  expect(names).not.toEqual(expect.arrayContaining(['inbox']))
  expect(names).not.toEqual(expect.arrayContaining(['risen']))
  await room.close()
})

describe('letters that had risen before the instants were kept', () => {
  const hour = (n: number): Date => new Date(Date.UTC(2026, 10, 22, n))
  const rise = (seat: string, at: Date) => ({ kind: 'escalation', at, escalation: { level: 1, seat } })
  const arrival = { kind: 'state', at: hour(0) }
  const row = (_id: string, escalatedTo: string[], events: object[], facts: object = {}) => ({
    ...{ _id, dispatch: _id, escalatedTo, events, deliveredAt: hour(0), createdAt: hour(-1) },
    ...facts,
  })
  const ROWS = [
    row('below', [], [arrival]),
    row('twice', ['B', 'A'], [arrival, rise('A', hour(1)), rise('B', hour(2)), rise('A', hour(3))]),
    row(
      'five',
      ['A', 'B', 'C', 'D', 'E'],
      [...'ABCDE'].map((seat, n) => rise(seat, hour(n + 1))),
    ),
    row('kept', ['A', 'B'], [rise('A', hour(1)), rise('B', hour(2))], { roseAt: { p0: hour(9) } }),
    row('untold', ['A'], [arrival]),
    row('never came', ['A'], [arrival], { deliveredAt: null }),
  ]
  const roseAt = {
    below: undefined,
    twice: { p0: hour(2), p1: hour(3) },
    five: { p0: hour(1), p1: hour(2), p2: hour(3), p3: hour(4), p4: hour(5) },
    kept: { p0: hour(9), p1: hour(2) },
    untold: { p0: hour(0) },
    'never came': { p0: hour(-1) },
  }

  test('get those of their trace, and keep what they have, also where two processes migrate at once, and again', async () => {
    const room = await openRoom({ migrated: false })
    const tapals = room.database.collection('tapals')
    await tapals.insertMany(ROWS as never)
    const found = async () =>
      Object.fromEntries((await tapals.find().toArray()).map((one) => [one['_id'], one['roseAt']]))
    await Promise.all([migrate(room.database), migrate(await room.another())])
    expect(await found()).toEqual(roseAt)
    const rows = await tapals.find({}, { sort: { _id: 1 } }).toArray()
    await room.database.collection('migrations').deleteMany({})
    expect(await migrate(room.database)).toContain('7-rose-at: done')
    expect(await tapals.find({}, { sort: { _id: 1 } }).toArray()).toEqual(rows)
    // What a process of the version before has let rise meanwhile.
    await tapals.updateOne({ _id: 'five' as never }, { $unset: { 'roseAt.p4': '' } })
    await room.database.collection('migrations').deleteMany({})
    await migrate(room.database)
    expect(await found()).toEqual(roseAt)
    await room.close()
  })
})
