// The collection for Postman, Bruno and their like.

import { z } from 'zod'
import { collectionOf } from '../../../api/openapi/collection'
import { documentOf, operationsOf } from './read'

const document = documentOf()
const collection = collectionOf(document)

/** The form of Collection 2.1, as far as it is used; what stands beside it is refused. */
const text = z.string()
const pair = z.strictObject({
  key: text.min(1),
  value: text,
  description: text.optional(),
  disabled: z.boolean().optional(),
})
const typed = z.strictObject({
  key: text,
  value: text,
  type: z.literal('string'),
  description: text.optional(),
})
const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  description: text,
  auth: z.strictObject({ type: z.literal('noauth') }).optional(),
  header: z.array(pair),
  url: z.strictObject({
    raw: text.startsWith('{{baseUrl}}/'),
    host: z.tuple([z.literal('{{baseUrl}}')]),
    path: z.array(text),
    query: z.array(pair).optional(),
    variable: z.array(pair).optional(),
  }),
  body: z
    .discriminatedUnion('mode', [
      z.strictObject({
        mode: z.literal('raw'),
        raw: text,
        options: z.strictObject({ raw: z.strictObject({ language: z.literal('json') }) }),
      }),
      z.strictObject({ mode: z.literal('file'), file: z.strictObject({ src: z.null() }) }),
      z.strictObject({ mode: z.literal('urlencoded'), urlencoded: z.array(pair) }),
    ])
    .optional(),
})
const form = z.strictObject({
  info: z.strictObject({
    name: text,
    description: text,
    version: text,
    schema: z.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  auth: z.strictObject({ type: z.literal('bearer'), bearer: z.array(typed) }),
  variable: z.array(typed),
  item: z.array(
    z.strictObject({
      name: text,
      description: text.optional(),
      item: z.array(
        z.strictObject({
          name: text,
          id: text,
          request,
          response: z.array(
            z.strictObject({
              name: text,
              originalRequest: request,
              code: z.number().int().min(200).max(299),
              header: z.array(pair),
              body: text,
            }),
          ),
        }),
      ),
    }),
  ),
})

const folders = form.parse(collection).item
const requests = folders.flatMap(({ item }) => item)
const named = (id: string) => requests.find((one) => one.id === id)!.request

test('each operation is a request in the folder of its part, none twice', () => {
  const shown = operationsOf({ ...document, webhooks: {} }).map(([, { operationId }]) => operationId)
  expect(requests.map(({ id }) => id).sort()).toEqual(shown.sort())
  expect(folders.map(({ name }) => name).slice(0, 3)).toEqual(['Documents', 'Dispatches', 'Own agent'])
})

test('a request is ready to be sent: address, headers and body with their examples', () => {
  const { url, header, body, auth } = named('acceptDispatch')
  expect([url.raw, auth]).toEqual(['{{baseUrl}}/v1/dispatches', undefined])
  expect(header).toEqual([
    { key: 'Content-Type', value: 'application/json' },
    expect.objectContaining({ key: 'Idempotency-Key', value: '{{$guid}}' }),
  ])
  expect(JSON.parse(body?.mode === 'raw' ? body.raw : '')).toHaveProperty('recipients')
  expect(named('traceDispatch').url).toMatchObject({
    raw: '{{baseUrl}}/v1/dispatches/:id/trace',
    variable: [{ key: 'id' }],
    query: [
      { key: 'limit', disabled: true },
      { key: 'cursor', disabled: true },
    ],
  })
})

test('a document is sent as a file, a form as a form, and nobody is asked for a key where none is taken', () => {
  expect(named('bringDocument')).toMatchObject({
    body: { mode: 'file' },
    url: { raw: expect.stringMatching(/\/v1\/documents\?office=/) },
  })
  expect(named('takeLetter').body?.mode).toBe('urlencoded')
  expect(named('takeCallback').auth).toEqual({ type: 'noauth' })
  expect(named('addOffice').header).toContainEqual({ key: 'X-CSRF-Token', value: '{{csrfToken}}' })
})
