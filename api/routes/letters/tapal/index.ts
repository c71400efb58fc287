// The inbox of a seat and the acts on a tapal.

import { route, type Route } from '../../../http/route'
import { acknowledgeTapal, listTapals, openTapal, readTapal, redeliverTapal, refuseTapal } from './handlers'
import {
  acknowledgementSchema,
  inboxQuery,
  inboxSchema,
  openingSchema,
  refusalSchema,
  tapalIdSchema,
  tapalSchema,
} from './schema'

const tag = 'Tapals'
const tapal = { description: 'The tapal as it is now; a repeat is answered the same.', schema: tapalSchema }

export const tapals: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/tapals',
    operationId: 'listTapals',
    summary: 'The inbox of a seat, newest first',
    tag,
    access: 'known',
    query: inboxQuery,
    answers: {
      200: { description: 'A page of the inbox, and how many tapals each view holds.', schema: inboxSchema },
    },
    errors: ['seat-not-held', 'parameter-invalid', 'parameter-repeated'],
    handler: listTapals,
  }),
  route({
    method: 'get',
    path: '/v1/tapals/:id',
    operationId: 'readTapal',
    summary: 'One tapal with its history',
    description: 'Reading changes nothing; the holder of the seat opens a tapal by its own act.',
    tag,
    access: 'known',
    params: tapalIdSchema,
    answers: { 200: tapal },
    errors: ['tapal-unknown'],
    handler: readTapal,
  }),
  route({
    method: 'post',
    path: '/v1/tapals/:id/acknowledgement',
    operationId: 'acknowledgeTapal',
    summary: 'Take a tapal with the diary number of the office',
    description:
      'By the addressed seat, by a seat it has escalated to, or by the agent that serves the office. ' +
      'Also after a failure: the office had it after all.',
    tag,
    access: 'known',
    params: tapalIdSchema,
    body: { schema: acknowledgementSchema },
    answers: { 200: tapal },
    errors: [
      'tapal-unknown',
      'seat-not-held',
      'acknowledged-otherwise',
      'not-acknowledgeable',
      'validation-failed',
    ],
    handler: acknowledgeTapal,
  }),
  route({
    method: 'post',
    path: '/v1/tapals/:id/opening',
    operationId: 'openTapal',
    summary: 'Note that the holder of the seat has read the tapal',
    tag,
    access: 'known',
    params: tapalIdSchema,
    body: { schema: openingSchema },
    answers: { 200: tapal },
    errors: ['tapal-unknown', 'seat-not-held', 'not-openable'],
    handler: openTapal,
  }),
  route({
    method: 'post',
    path: '/v1/tapals/:id/refusal',
    operationId: 'refuseTapal',
    summary: 'Refuse a tapal with a coded reason',
    tag,
    access: 'known',
    params: tapalIdSchema,
    body: { schema: refusalSchema },
    answers: { 200: tapal },
    errors: ['tapal-unknown', 'seat-not-held', 'not-refusable', 'validation-failed'],
    handler: refuseTapal,
  }),
  route({
    method: 'post',
    path: '/v1/tapals/:id/redelivery',
    operationId: 'redeliverTapal',
    summary: 'Send a failed tapal again',
    tag,
    access: { roles: ['operator', 'admin'] },
    params: tapalIdSchema,
    answers: { 202: { ...tapal, description: 'It is on its way again.' } },
    errors: ['forbidden', 'tapal-unknown', 'not-redeliverable'],
    handler: redeliverTapal,
  }),
]
