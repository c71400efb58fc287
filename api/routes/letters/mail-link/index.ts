// The one-time mail link, for offices outside the State's systems.

import { route, type Route } from '../../../http/route'
import { readLinkedDocument, showLetter, takeLetter, takeStyle } from './handlers'
import { takeDocumentParams, takenSchema, takeParams } from './schema'

const tag = 'Mail link'

export const take: readonly Route[] = [
  route({
    method: 'get',
    path: '/take.css',
    operationId: 'takeStyle',
    summary: 'The style of the form',
    tag,
    access: 'open',
    hidden: true,
    answers: { 200: { description: 'The style.' } },
    errors: [],
    handler: takeStyle,
  }),
  route({
    method: 'get',
    path: '/take/:token',
    operationId: 'showLetter',
    summary: 'The letter and the form to take it; changes nothing',
    tag,
    access: 'open',
    params: takeParams,
    answers: { 200: { description: 'The form, or that the letter was taken.', mediaType: 'text/html' } },
    errors: ['link-invalid'],
    handler: showLetter,
  }),
  route({
    method: 'post',
    path: '/take/:token',
    operationId: 'takeLetter',
    summary: 'Take the letter with the diary number of the office; form or JSON',
    tag,
    access: 'open',
    params: takeParams,
    rawBody: ['application/x-www-form-urlencoded', 'application/json'],
    answers: { 200: { description: 'It is taken; a repeat is answered the same.', schema: takenSchema } },
    errors: ['link-invalid', 'acknowledged-otherwise', 'not-acknowledgeable', 'validation-failed'],
    handler: takeLetter,
  }),
  route({
    method: 'get',
    path: '/take/:token/documents/:sha256',
    operationId: 'readLinkedDocument',
    summary: 'A document of the letter',
    tag,
    access: 'open',
    params: takeDocumentParams,
    answers: { 200: { description: 'The document.', mediaType: 'application/pdf' } },
    errors: ['link-invalid', 'not-found', 'range-unsatisfiable'],
    handler: readLinkedDocument,
  }),
]
