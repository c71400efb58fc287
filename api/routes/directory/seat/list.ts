// GET /v1/seats

import { route } from '../../../http/route'
import { readDirectoryNames } from '../../common/directory-names'
import { presentSeat } from './presenter'
import { seatListSchema, seatQuery } from './schema'

export const listSeatsRoute = route({
  method: 'get',
  path: '/v1/seats',
  operationId: 'listSeats',
  summary: 'The seats of an office',
  tag: 'Directory',
  access: 'known',
  query: seatQuery,
  responses: { 200: { description: 'The seats, by id.', schema: seatListSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now }) => {
    const seatsOfOffice = await deps.repositories.seats.ofOffice(query.office)
    const { service } = query
    const seats =
      service === undefined
        ? seatsOfOffice
        : seatsOfOffice.filter(({ services }) => services.includes(service))
    const directory = await readDirectoryNames(
      deps.repositories,
      { holdersOf: seats.map(({ id }) => id) },
      now,
    )
    const items = seats.map((seat) => presentSeat(seat, directory.holder(seat.id)))
    return { status: 200, body: { items } }
  },
})
