// Every room that calls a repository knows by one error that the database is away; none has to know the driver.

import { mongo } from 'mongoose'
import { createRepositories } from '../../../database'
import { toldAsKcs } from '../../../database/common/told-as-kcs'
import { openRoom, type Room } from '../room'

const lost = new mongo.MongoNetworkError('connection 5 to 127.0.0.1:27017 closed')
const away = { code: 'service-unavailable', retryAfterSeconds: 5 }

let room: Room

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const repository = {
  read: async (fault: Error) => Promise.reject(fault),
  async *scan(fault: Error): AsyncGenerator<number> {
    yield 1
    throw fault
  },
  part: { write: async (fault: Error) => Promise.reject(fault) },
  count: async () => Promise.resolve(7),
  async twice(): Promise<number> {
    return (await this.count()) * 2
  },
}

it('a call, a call of a part, and a reading row by row all say that the database is away', async () => {
  const told = toldAsKcs(repository)
  await expect(told.read(lost)).rejects.toMatchObject(away)
  await expect(told.part.write(lost)).rejects.toMatchObject(away)
  const rows = told.scan(lost)
  expect(await rows.next()).toEqual({ value: 1, done: false })
  await expect(rows.next()).rejects.toMatchObject(away)
})

it('what is answered, and every other fault, stays as it is', async () => {
  const told = toldAsKcs(repository)
  const other = new Error('E11000')
  expect(await told.count()).toBe(7)
  expect(await told.twice()).toBe(14)
  await expect(told.read(other)).rejects.toBe(other)
})

it('the repositories of KCS are told so', async () => {
  const connection = await room.database.asPromise()
  const apart = connection.useDb('apart')
  const repositories = createRepositories(apart)
  jest.spyOn(apart.collection('marks'), 'findOne').mockRejectedValue(lost)
  await expect(repositories.marks.valueOf('any')).rejects.toMatchObject(away)
})

it('a transaction is repeated where one of its calls met another transaction', async () => {
  const passing = new mongo.MongoServerError({ message: 'WriteConflict', code: 112 })
  passing.addErrorLabel('TransientTransactionError')
  const moved = new mongo.MongoServerError({ message: 'a new primary', code: 189 })
  moved.addErrorLabel('TransientTransactionError')
  for (const fault of [passing, moved]) {
    let turns = 0
    const told = toldAsKcs(repository)
    const result = await room.repositories.transaction(async () => {
      turns += 1
      return turns === 1 ? told.read(fault) : told.count()
    })
    expect({ turns, result }).toEqual({ turns: 2, result: 7 })
  }
})
