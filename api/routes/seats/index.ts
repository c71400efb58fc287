// The directory of seats.

import { route, type Route } from '../../http/route'
import { listSeats, readSeat } from './handlers'
import { seatListSchema, seatParams, seatQuery, seatSchema } from './schema'

const tag = 'Directory'

export const seats: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/seats',
    operationId: 'listSeats',
    summary: 'The seats of an office',
    tag,
    access: 'known',
    query: seatQuery,
    answers: { 200: { description: 'The seats, by id.', schema: seatListSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: listSeats,
  }),
  route({
    method: 'get',
    path: '/v1/seats/:id',
    operationId: 'readSeat',
    summary: 'One seat',
    description: 'A slash in the id is written as %2F.',
    tag,
    access: 'known',
    params: seatParams,
    answers: { 200: { description: 'The seat.', schema: seatSchema } },
    errors: ['not-found'],
    handler: readSeat,
  }),
]
