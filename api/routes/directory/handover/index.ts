// Handing a seat over: what is open in it, giving, taking, and the one-sided way.

import { route, type Route } from '../../../http/route'
import { giveOneSided, giveSeat, listHandovers, listOpenItems, readHandover, takeSeat } from './handlers'
import {
  givingSchema,
  handoverPageSchema,
  handoverParams,
  handoverQuery,
  handoverSchema,
  oneSidedSchema,
  openItemsSchema,
  seatParams,
} from './schema'

const tag = 'Employees and charges'
const handover = { description: 'The handover, with what was open at the giving.', schema: handoverSchema }

export const handovers: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/seats/:id/open-items',
    operationId: 'listOpenItems',
    summary: 'What is open in a seat',
    description:
      'Tapals that are not closed or still owe something, and letters the seat has sent that still wait, each with ' +
      'the instant its clock is due. For whoever acts for the seat or decides on its charges.',
    tag,
    access: 'known',
    params: seatParams,
    answers: { 200: { description: 'The open items.', schema: openItemsSchema } },
    errors: ['seat-not-held'],
    handler: listOpenItems,
  }),
  route({
    method: 'post',
    path: '/v1/seats/:id/handovers',
    operationId: 'giveSeat',
    summary: 'Give a seat to the next holder',
    description:
      'By its holder. The charge ends when the other takes the seat, or at once with `leaveNow`: then the seat is ' +
      'vacant in between, and its duty falls to the link officer, else to the seat above. What was given before and ' +
      'not taken is withdrawn; the same again is answered 200.',
    tag,
    access: 'known',
    params: seatParams,
    body: { schema: givingSchema },
    answers: { 201: handover, 200: { ...handover, description: 'It was given so already.' } },
    errors: [
      'seat-not-held',
      'charge-not-held',
      'employee-unknown',
      'employee-suspended',
      'forbidden',
      'validation-failed',
    ],
    handler: giveSeat,
  }),
  route({
    method: 'post',
    path: '/v1/seats/:id/handovers/one-sided',
    operationId: 'giveSeatOneSided',
    summary: 'Give a seat away without its holder',
    description:
      'By the head of the office or an administrator above it, where the holder cannot or will not give, or the next ' +
      'will not take. The charges change at once; the handover is marked, with the reason.',
    tag,
    access: 'known',
    params: seatParams,
    body: { schema: oneSidedSchema },
    answers: { 201: handover },
    errors: [
      'seat-unknown',
      'not-office-head',
      'not-office-admin',
      'employee-unknown',
      'employee-suspended',
      'charge-held-already',
      'charge-outside-seat',
      'forbidden',
      'validation-failed',
    ],
    handler: giveOneSided,
  }),
  route({
    method: 'get',
    path: '/v1/handovers',
    operationId: 'listHandovers',
    summary: 'Handovers of a seat, or those given to or by the caller; newest first',
    tag,
    access: 'known',
    query: handoverQuery,
    answers: { 200: { description: 'A page of handovers.', schema: handoverPageSchema } },
    errors: ['seat-not-held', 'forbidden', 'parameter-invalid', 'parameter-repeated'],
    handler: listHandovers,
  }),
  route({
    method: 'get',
    path: '/v1/handovers/:id',
    operationId: 'readHandover',
    summary: 'One handover',
    tag,
    access: 'known',
    params: handoverParams,
    answers: { 200: handover },
    errors: ['not-found'],
    handler: readHandover,
  }),
  route({
    method: 'post',
    path: '/v1/handovers/:id/taking',
    operationId: 'takeSeat',
    summary: 'Take a seat that was given',
    description:
      'By the one it was given to. From this instant on the seat is the taker’s, and the next request of the giver ' +
      'for it is refused. A repeat is answered the same.',
    tag,
    access: 'known',
    params: handoverParams,
    answers: { 200: handover },
    errors: [
      'not-found',
      'handover-not-yours',
      'handover-not-open',
      'charge-overlaps',
      'charge-outside-seat',
      'employee-suspended',
      'forbidden',
    ],
    handler: takeSeat,
  }),
]
