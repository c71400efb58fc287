// Print and post: the list of the day and the numbers of the post.

import { route, type Route } from '../../../http/route'
import { enterPostalNumber, readList, readListAsPdf } from './handlers'
import { despatchListSchema, listQuery, postalNumberSchema, postedSchema } from './schema'

const tag = 'Despatch lists'

export const despatchLists: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/despatch-lists',
    operationId: 'readDespatchList',
    summary: 'What an office prints and posts on a day; today unless a day is named',
    tag,
    access: 'known',
    query: listQuery,
    answers: { 200: { description: 'The list.', schema: despatchListSchema } },
    errors: ['seat-not-held', 'office-not-served', 'parameter-invalid'],
    handler: readList,
  }),
  route({
    method: 'get',
    path: '/v1/despatch-lists/pdf',
    operationId: 'readDespatchListAsPdf',
    summary: 'The list as PDF, for the post',
    tag,
    access: 'known',
    query: listQuery,
    answers: { 200: { description: 'The list.', mediaType: 'application/pdf' } },
    errors: ['seat-not-held', 'office-not-served', 'parameter-invalid'],
    handler: readListAsPdf,
  }),
  route({
    method: 'post',
    path: '/v1/despatch-lists/postal-numbers',
    operationId: 'enterPostalNumber',
    summary: 'Enter the number that the post gave a letter',
    tag,
    access: 'known',
    body: { schema: postalNumberSchema },
    answers: {
      200: { description: 'The letter is posted; a repeat is answered the same.', schema: postedSchema },
    },
    errors: ['tapal-unknown', 'not-posted-by-us', 'posted-otherwise', 'validation-failed'],
    handler: enterPostalNumber,
  }),
]
