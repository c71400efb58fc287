// GET /v1/seats

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { readDirectoryNames } from '../../common/directory-names'
import { presentFields } from '../../common/request-fields'
import { presentSeat } from './presenter'
import { seatListSchema, seatQuery } from './schema'

/** Seats on a page; nearly every office has fewer. */
const SEATS = 500

export const listSeatsRoute = route({
  method: 'get',
  path: '/v1/seats',
  operationId: 'listSeats',
  summary: 'The seats of an office',
  description: 'Slashes in the id of a seat may stand in a path as they are, or as `%2F`.',
  tag: 'Directory',
  access: 'known',
  query: seatQuery,
  responses: { 200: { description: 'A page of the seats, by id.', schema: seatListSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now, ctx }) => {
    const { office, service } = query
    const { after } = pageOfQuery(query)
    const { items: seats, next: last } = await deps.repositories.seats.pageOfOffice(
      presentFields({ office, service }),
      presentFields({ limit: SEATS, above: after }),
    )
    const directory = await readDirectoryNames(
      deps.repositories,
      { holdersOf: seats.map(({ id }) => id) },
      now,
    )
    const items = seats.map((seat) => presentSeat(seat, directory.holder(seat.id)))
    const next = cursorOf(last)
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
