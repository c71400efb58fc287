import { mongo } from 'mongoose'
import { dropDatabase, freshDatabase } from '../support/database'
import { type Machine, openMachine } from './kcs'

let machine: Machine
beforeEach(() => {
  machine = openMachine(undefined)
})
afterEach(() => machine.remove())

describe('kcs migrate', () => {
  it('brings the configured database to its form, says what it did, and does nothing the second time', async () => {
    const { uri, name } = freshDatabase()
    Object.assign(machine.env, { MONGODB_URI: uri, MONGODB_DB: name })
    const first = await machine.kcs(['migrate'])
    expect(first).toMatchObject({ code: 0, err: 'The database has the form of this version.\n' })
    expect(first.out).toContain('tapals: the server checks its rows\n')
    expect(await machine.kcs(['migrate'])).toMatchObject({
      code: 0,
      out: '',
      err: 'The database has its form already.\n',
    })
    expect((await machine.kcs(['migrate', '--json'])).json()).toEqual({ done: [] })
    const client = await mongo.MongoClient.connect(uri)
    await dropDatabase(client.db(name))
    await client.close()
  })

  it('names the setting that is missing', async () => {
    const ran = await machine.kcs(['migrate'])
    expect(ran.code).not.toBe(0)
    expect(ran.err).toContain('MONGODB_URI')
  })
})
