// POST /v1/seats

import { makeSeat, makeSeatErrors } from '../../../../services/directory/seat/make'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { SEAT_ACCESS } from './policy'
import { presentSeat } from './presenter'
import { newSeatSchema, seatEtag, seatSchema } from './schema'

export const addSeatRoute = route({
  method: 'post',
  path: '/v1/seats',
  operationId: 'addSeat',
  summary: 'Make a seat; nobody holds it yet',
  description: 'The id is the key: the same again is refused with `exists-already`.',
  tag: 'Directory',
  access: SEAT_ACCESS,
  body: { schema: newSeatSchema, example: { id: 'CDIT/AE', office: 'CDIT', designation: 'Assistant' } },
  responses: {
    201: { description: 'The seat.', schema: seatSchema, headers: { ...seatEtag, Location: 'The seat.' } },
  },
  errors: [...makeSeatErrors, 'forbidden', 'validation-failed'],
  handler: async ({ deps, body, identity, now }) => {
    const { activeFrom, activeUntil, ...facts } = body
    const span = {
      activeFrom: activeFrom === undefined ? now : instantOf(activeFrom),
      activeUntil: instantOf(activeUntil),
    }
    const seat = await makeSeat(deps, identity, { ...presentFields(facts), ...span }, now)
    const location = `/v1/seats/${encodeURIComponent(seat.id)}`
    return { status: 201, body: presentSeat(seat, null), headers: { ...etag(seat.version), location } }
  },
})
