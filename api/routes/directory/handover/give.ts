// POST /v1/seats/:id/handovers

import { giveSeat, giveSeatErrors } from '../../../../services/directory/handover/give'
import { route } from '../../../http/route'
import { presentHandover } from './presenter'
import { givingSchema, handoverDoc, seatParams } from './schema'

export const giveSeatRoute = route({
  method: 'post',
  path: '/v1/seats/:id/handovers',
  operationId: 'giveSeat',
  summary: 'Give a seat to the next holder',
  description:
    'By its holder. The charge ends when the other takes the seat, or at once with `leaveNow`: then the seat is ' +
    'vacant in between, and its duty falls to the link officer, else to the seat above. What was given before and ' +
    'not taken is withdrawn; the same again returns 200.',
  tag: 'Employees and charges',
  access: 'person',
  params: seatParams,
  body: { schema: givingSchema, example: { to: 'TEMP-2' } },
  responses: { 201: handoverDoc, 200: { ...handoverDoc, description: 'It was given so already.' } },
  errors: [...giveSeatErrors],
  handler: async ({ deps, identity, params, body, now }) => {
    const { to, note = '', leaveNow = false } = body
    const giving = { seat: params.id, to, note, leaveNow }
    const { handover, created } = await giveSeat(deps, identity, giving, now)
    return presentHandover(deps.repositories, handover, created ? 201 : 200)
  },
})
