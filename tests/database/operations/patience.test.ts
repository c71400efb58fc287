// Making indexes may take hours: no call is given up for it, and it is told how far they are.

import { connect } from '../../../database/connection'
import { progressLine, watchIndexBuilds } from '../../../database/operations/migration/progress'
import { emptyDatabase } from '../../support/database'
import { until } from '../../support/until'

test('a process gives a call up after half a minute, and a migration never', async () => {
  const { uri, name, release } = await emptyDatabase()
  const usual = await connect({ uri, database: name })
  const patient = await connect({ uri, database: name, patient: true })
  expect(usual.getClient().options.socketTimeoutMS).toBe(30_000)
  expect(patient.getClient().options.socketTimeoutMS).toBe(0)
  expect(patient.getClient().options.writeConcern).toMatchObject({
    w: 'majority',
    journal: true,
    wtimeoutMS: 0,
  })
  await Promise.all([usual.close(), patient.close()])
  release()
})

test('how far an index is, is told in percent', () => {
  expect(progressLine({ ns: 'kcs.tapals', progress: { done: 45, total: 200 } })).toBe('tapals: indexes 22 %')
  expect(progressLine({ ns: 'kcs.import-rows' })).toBe('import-rows: indexes are being made')
})

test('while a migration goes on, something is said again and again, and nothing after its end', async () => {
  const { uri, name, release } = await emptyDatabase()
  const database = await connect({ uri, database: name })
  const said: string[] = []
  const watch = watchIndexBuilds(database, (line) => said.push(line), 20)
  await until(() => Promise.resolve(said.length > 1), { what: 'two lines' })
  expect(said[0]).toMatch(/^still at the form of the database after \d+ s$/)
  watch.stop()
  await database.close()
  release()
})
