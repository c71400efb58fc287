import { activeAt, newOffice } from '../../../domain/directory/office/office'
import { plainProfile } from '../../../domain/directory/office/profile'
import { newSeat } from '../../../domain/directory/seat/seat'
import { migrate } from '../../../database/operations/migration'
import { openRoom } from '../room'

test('two processes bring an empty database to its form at once, and a third finds nothing to do', async () => {
  const room = await openRoom({ migrated: false })
  const other = await room.another()
  await Promise.all([migrate(room.database), migrate(other)])
  await migrate(await room.another())
  const collections = Object.keys(room.database.models)
  expect(collections.length).toBeGreaterThan(10)
  for (const name of collections) {
    const wanted = room.database.models[name]!.schema.indexes().length
    if (wanted === 0) continue
    expect([name, (await room.database.collection(name).indexes()).length]).toEqual([name, wanted + 1])
  }
  await room.close()
})

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
