import { migrate } from '../../database/migrations'
import { openRoom } from './room'

test('two processes bring an empty database to its form at once, and a third finds nothing to do', async () => {
  const room = await openRoom('migrate', { migrated: false })
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
