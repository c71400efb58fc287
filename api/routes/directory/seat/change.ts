// PATCH /v1/seats/:id

import { changeSeat, changeSeatErrors } from '../../../../services/directory/seat/change'
import { heldSeat } from '../../../../services/directory/seat/held'
import { etag, versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { SEAT_ACCESS } from './policy'
import { presentSeat } from './presenter'
import { seatChangesSchema, seatEtag, seatParams, seatSchema } from './schema'

export const changeSeatRoute = route({
  method: 'patch',
  path: '/v1/seats/:id',
  operationId: 'changeSeat',
  summary: 'Change a seat, or give it an end, with which its charges end',
  tag: 'Directory',
  access: SEAT_ACCESS,
  params: seatParams,
  body: { schema: seatChangesSchema },
  responses: { 200: { description: 'The seat.', schema: seatSchema, headers: seatEtag } },
  errors: [...changeSeatErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const { activeUntil, ...facts } = body
    const change = {
      id: params.id,
      version: versionToChange(ctx),
      facts: presentFields(facts),
      activeUntil: activeUntil === undefined ? undefined : instantOf(activeUntil),
    }
    const seat = await changeSeat(deps, identity, change, now)
    const seatWithHolder = await heldSeat(deps.repositories, seat.id, now)
    return {
      status: 200,
      body: presentSeat(seat, seatWithHolder?.holder ?? null),
      headers: etag(seat.version),
    }
  },
})
