// GET /v1/seats/:id

import { KcsError } from '../../../../domain/common/error'
import { decidesOn } from '../../../../services/access/right/charge-rights'
import { administersOffice } from '../../../../services/access/right/directory-rights'
import { heldSeat } from '../../../../services/directory/seat/held'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { asOfQuery } from '../office/schema'
import { type Dated, presentSeat } from './presenter'
import { type HeldSeatResponse, heldSeatSchema, seatEtag, seatParams } from './schema'

export const readSeatRoute = route({
  method: 'get',
  path: '/v1/seats/:id',
  operationId: 'readSeat',
  summary: 'One seat with who has its duty, as of an instant',
  description: 'A slash in the id is written as %2F.',
  tag: 'Directory',
  access: 'known',
  params: seatParams,
  query: asOfQuery,
  responses: { 200: { description: 'The seat.', schema: heldSeatSchema, headers: seatEtag } },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, identity, now }) => {
    const seat = await heldSeat(deps.repositories, params.id, instantOf(query.at) ?? now)
    if (!seat) throw new KcsError('not-found')
    const { reason, actingSeat } = seat.duty
    const duty = { reason, actingSeat, acting: seat.acting }
    const [charges, change] = await Promise.all([
      decidesOn(deps.repositories, identity, seat.id),
      administersOffice(deps.repositories, identity, seat.office),
    ])
    const may = { charges, change }
    const body: Dated<HeldSeatResponse> = { ...presentSeat(seat, seat.holder), duty, may }
    return { status: 200, body, headers: etag(seat.version) }
  },
})
