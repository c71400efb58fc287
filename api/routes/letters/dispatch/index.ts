// Letters: handed over, listed, traced, taken back.

import { route, type Route } from '../../../http/route'
import { acceptDispatch } from './accept'
import { dryRunDispatch } from './dry-run'
import { dryRunAnswerSchema, dryRunQuery, dryRunSchema } from './dry-run-schema'
import { listDispatches, readDispatch, traceDispatch } from './handlers'
import { recallDispatch } from './recall'
import {
  acceptedSchema,
  dispatchIdSchema,
  dispatchListQuery,
  dispatchPageSchema,
  dispatchSchema,
  newDispatchSchema,
  recallSchema,
  traceQuery,
  traceSchema,
} from './schema'

const tag = 'Dispatches'
/** 10,000 recipients with long codes fit. */
const LETTER_BYTES = 2 * 1024 * 1024
/** Why a named recipient, or this letter to it, is refused at once. */
const NOT_TAKEN = [
  'seat-inactive',
  'group-unknown',
  'group-inactive',
  'group-cycle',
  'group-too-deep',
  'refused-kind',
  'refused-classification',
  'refused-language',
  'refused-media-type',
  'refused-size',
  'refused-count',
] as const

export const dispatches: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/dispatches',
    operationId: 'acceptDispatch',
    summary: 'Hand a letter over',
    description:
      'Accepted is what is answered with 202: it is kept, and its run is started even if this process ends now. ' +
      'The same Idempotency-Key with the same body is answered the same, for ever.',
    tag,
    access: 'known',
    body: { schema: newDispatchSchema, limitBytes: LETTER_BYTES },
    needsIdempotencyKey: true,
    answers: {
      202: {
        description: 'The letter is accepted.',
        schema: acceptedSchema,
        headers: {
          Location: 'Address of the dispatch.',
          'Idempotency-Replayed': '`true` when this answer repeats an earlier one.',
        },
      },
    },
    errors: [
      'seat-not-held',
      'idempotency-key-missing',
      'idempotency-key-invalid',
      'idempotency-key-reused',
      'validation-failed',
      'field-unknown',
      'recipients-missing',
      'recipients-too-many',
      'office-unknown',
      'office-inactive',
      'office-without-seat',
      'office-without-profile',
      'seat-unknown',
      'seat-without-office',
      ...NOT_TAKEN,
      'document-missing',
      'document-unknown',
    ],
    handler: acceptDispatch,
  }),
  route({
    method: 'post',
    path: '/v1/dispatches/dry-run',
    operationId: 'dryRunDispatch',
    summary: 'Where a letter would go, to whom and why, without sending it',
    description:
      'Each recipient as it would be routed if the letter were handed over now: office, seat, who has the duty of it, ' +
      'mechanism and endpoint, with the rule or profile line that chose each, and what would refuse it. The dispatch ' +
      'itself is routed by the same function.',
    tag,
    access: 'known',
    query: dryRunQuery,
    body: { schema: dryRunSchema, limitBytes: LETTER_BYTES },
    answers: { 200: { description: 'A page of routes, and their counts.', schema: dryRunAnswerSchema } },
    errors: [
      'seat-not-held',
      'seat-without-office',
      'validation-failed',
      'field-unknown',
      'parameter-invalid',
      'recipients-missing',
      'recipients-too-many',
      'group-unknown',
      'group-inactive',
      'group-cycle',
      'group-too-deep',
      'document-unknown',
    ],
    handler: dryRunDispatch,
  }),
  route({
    method: 'get',
    path: '/v1/dispatches',
    operationId: 'listDispatches',
    summary: 'What a seat has sent, newest first',
    tag,
    access: 'known',
    query: dispatchListQuery,
    answers: { 200: { description: 'A page of dispatches.', schema: dispatchPageSchema } },
    errors: ['seat-not-held', 'parameter-invalid', 'parameter-repeated'],
    handler: listDispatches,
  }),
  route({
    method: 'get',
    path: '/v1/dispatches/:id',
    operationId: 'readDispatch',
    summary: 'One dispatch with the count of its tapals by state',
    tag,
    access: 'known',
    params: dispatchIdSchema,
    answers: { 200: { description: 'The dispatch.', schema: dispatchSchema } },
    errors: ['dispatch-unknown'],
    handler: readDispatch,
  }),
  route({
    method: 'get',
    path: '/v1/dispatches/:id/trace',
    operationId: 'traceDispatch',
    summary: 'Where a letter is: each tapal with its history, desk by desk',
    tag,
    access: 'known',
    params: dispatchIdSchema,
    query: traceQuery,
    answers: { 200: { description: 'The trace.', schema: traceSchema } },
    errors: ['dispatch-unknown', 'parameter-invalid'],
    handler: traceDispatch,
  }),
  route({
    method: 'post',
    path: '/v1/dispatches/:id/recall',
    operationId: 'recallDispatch',
    summary: 'Take a letter back from all who have not acknowledged it',
    tag,
    access: 'known',
    params: dispatchIdSchema,
    body: { schema: recallSchema },
    answers: {
      202: {
        description: 'The letter is taken back; a repeat is answered the same.',
        schema: dispatchSchema,
      },
    },
    errors: ['dispatch-unknown', 'seat-not-held', 'not-recallable', 'dispatch-ended', 'validation-failed'],
    handler: recallDispatch,
  }),
]
