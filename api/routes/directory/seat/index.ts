// The directory of seats.

import { route, type Route } from '../../../http/route'
import { historyPageSchema, historyQuery } from '../../common/history'
import { asOfQuery } from '../office/schema'
import { addSeat, changeSeat } from './changes'
import { listSeats, readHistory, readHolders, readSeat } from './handlers'
import {
  heldSeatSchema,
  holdersSchema,
  newSeatSchema,
  seatChangesSchema,
  seatListSchema,
  seatParams,
  seatQuery,
  seatSchema,
} from './schema'

const tag = 'Directory'
const access = { roles: ['admin', 'department-admin'] } as const
const params = seatParams
const ETAG = { ETag: 'Version of the seat, for If-Match.' }
const asOf = ['parameter-invalid', 'parameter-repeated'] as const
const refused = [
  'forbidden',
  'not-office-admin',
  'seat-unknown',
  'reporting-loop',
  'sanctioned-post-unknown',
  'strength-exceeded',
  'span-invalid',
  'validation-failed',
] as const

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
    errors: asOf,
    handler: listSeats,
  }),
  route({
    method: 'post',
    path: '/v1/seats',
    operationId: 'addSeat',
    summary: 'Make a seat; nobody holds it yet',
    description: 'The id is the key: the same again is refused with `exists-already`.',
    tag,
    access,
    body: { schema: newSeatSchema },
    answers: {
      201: { description: 'The seat.', schema: seatSchema, headers: { ...ETAG, Location: 'The seat.' } },
    },
    errors: [...refused, 'office-unknown', 'office-inactive', 'exists-already'],
    handler: addSeat,
  }),
  route({
    method: 'get',
    path: '/v1/seats/:id',
    operationId: 'readSeat',
    summary: 'One seat with who has its duty, as of an instant',
    description: 'A slash in the id is written as %2F.',
    tag,
    access: 'known',
    params,
    query: asOfQuery,
    answers: { 200: { description: 'The seat.', schema: heldSeatSchema, headers: ETAG } },
    errors: ['not-found', ...asOf],
    handler: readSeat,
  }),
  route({
    method: 'patch',
    path: '/v1/seats/:id',
    operationId: 'changeSeat',
    summary: 'Change a seat, or give it an end, with which its charges end',
    tag,
    access,
    params,
    body: { schema: seatChangesSchema },
    answers: { 200: { description: 'The seat.', schema: seatSchema, headers: ETAG } },
    errors: [...refused, 'not-found', 'if-match-missing', 'version-stale', 'effective-in-past'],
    handler: changeSeat,
  }),
  route({
    method: 'get',
    path: '/v1/seats/:id/holders',
    operationId: 'readSeatHolders',
    summary: 'Who held, holds and will hold the seat, newest first',
    tag,
    access: 'known',
    params,
    query: asOfQuery,
    answers: {
      200: { description: 'The charges; with `at` those that hold at that instant.', schema: holdersSchema },
    },
    errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
    handler: readHolders,
  }),
  route({
    method: 'get',
    path: '/v1/seats/:id/history',
    operationId: 'readSeatHistory',
    summary: 'What has been changed of a seat, newest first',
    tag,
    access: 'known',
    params,
    query: historyQuery,
    answers: { 200: { description: 'A page of changes.', schema: historyPageSchema } },
    errors: ['not-found', ...asOf],
    handler: readHistory,
  }),
]
