// A database that goes away in the middle of a write is told as such, whatever the driver wraps it in.

import { mongo } from 'mongoose'
import { asKcsError } from '../../../database/common/errors'

const lost = new mongo.MongoNetworkError('connection 5 to 127.0.0.1:27017 closed')

/** As the driver throws where the connection breaks off in a bulk write. */
const brokenOff = new mongo.MongoBulkWriteError(lost as never, {} as never)

it.each([
  ['a lost connection', lost],
  ['a lost connection in a bulk write', brokenOff],
])('%s: the caller is told to come again', (_what, error) => {
  expect(asKcsError(error)).toMatchObject({ code: 'service-unavailable', retryAfterSeconds: 5 })
})

it('a bulk write that was refused for its rows is no such fault', () => {
  const refused = new mongo.MongoBulkWriteError(
    { message: 'E11000', code: 11000, writeErrors: [] },
    {} as never,
  )
  expect(asKcsError(refused)).toBe(refused)
})
