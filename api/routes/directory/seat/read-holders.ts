// GET /v1/seats/:id/holders

import { KcsError } from '../../../../domain/common/error'
import { holdsAt } from '../../../../domain/directory/charge/charge'
import { holdersOfSeat } from '../../../../services/directory/seat/held'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { asOfQuery } from '../office/schema'
import { holdersSchema, seatParams } from './schema'

export const readSeatHoldersRoute = route({
  method: 'get',
  path: '/v1/seats/:id/holders',
  operationId: 'readSeatHolders',
  summary: 'Who held, holds and will hold the seat, newest first',
  tag: 'Directory',
  access: 'known',
  params: seatParams,
  query: asOfQuery,
  responses: {
    200: { description: 'The charges; with `at` those that hold at that instant.', schema: holdersSchema },
  },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query }) => {
    const charges = await holdersOfSeat(deps.repositories, params.id)
    if (!charges) throw new KcsError('not-found')
    const at = instantOf(query.at)
    const items = charges
      .filter((charge) => at === null || holdsAt(charge, at))
      .map(({ employee, name, kind, from, until, ended }) => ({ employee, name, kind, from, until, ended }))
    return { status: 200, body: { items } }
  },
})
