// What every operation of the API documentation has. A new row that lacks it is named with what is to be done.

import { z } from 'zod'
import { type Route, route } from '../../../api/http/route'
import { isPortable } from '../../../api/openapi/portable'
import { ALL_ROUTES } from '../../../api/routes'
import { changeEventSchema } from '../../../api/routes/letters/agent-feed/schema'
import { AGENT_PROTOCOL } from '../../../process/agent-protocol'
import { type Document, documentOf, type Operation, operationsOf, valuesAt } from './read'

const rows = ALL_ROUTES.filter(({ hidden }) => !hidden)
const document = documentOf()
const operations = operationsOf(document)

/** The places where something is wrong, each in a sentence. */
const faults = (wrong: (operation: Operation, place: string) => string | false): string[] =>
  operations.flatMap(([place, operation]) => wrong(operation, place) || []).map(String)

/** The example of a fault stands in its schema. */
const isJson = (type: string) => /json|form-urlencoded/.test(type) && type !== 'application/problem+json'

test('every row of the table is an operation, under an id of its own', () => {
  const ids = operations.map(([, { operationId }]) => operationId)
  expect(rows.length).toBeGreaterThan(130)
  expect(ids).toEqual(expect.arrayContaining(rows.map(({ operationId }) => operationId)))
  expect(new Set(ids).size).toBe(ids.length)
})

test('every operation has a summary and a description, and its part of the API has one', () => {
  const tags = new Set(
    (document as unknown as { tags: { name: string; description?: string }[] }).tags.flatMap((tag) =>
      tag.description ? tag.name : [],
    ),
  )
  expect(
    faults(({ summary, description, tags: [tag = ''] }, place) =>
      !summary
        ? `${place} has no summary`
        : !description || description.length < 20
          ? `${place} has no description`
          : !tags.has(tag) && `${place} is of "${tag}", which api/openapi/tags.ts does not describe`,
    ),
  ).toEqual([])
})

test('no example shows a letter, key or change as one of a test: what is meant is shown', () => {
  const shown = JSON.stringify(
    operations.map(([, { responses }]) =>
      Object.values(responses).map(({ content }) =>
        Object.values(content ?? {}).map(({ example }) => example),
      ),
    ),
  )
  expect(shown).toContain('"dispatchId"')
  expect(shown).not.toContain('"test":true')
})

test('it says of each operation where a test key is not enough', () => {
  const [refused, said] = [
    rows.filter(({ errors }) => errors.includes('test-key')).map(({ operationId }) => operationId),
    operations.filter(([, { description }]) => description?.includes('not with a test key')),
  ]
  expect(said.map(([, { operationId }]) => operationId).sort()).toEqual(refused.sort())
  expect(refused).toEqual(
    expect.arrayContaining(['addOwnKey', 'revokeOwnKey', 'makeWebhook', 'handSpecimen']),
  )
})

test('every body has a schema, and every body of JSON an example', () => {
  const wrongIn = (place: string, content: Record<string, { schema?: unknown; example?: unknown }> = {}) =>
    Object.entries(content).flatMap(([type, { schema, example }]) => {
      const told = schema !== undefined && Object.keys(schema as object).length > 0
      if (!told) return [`${place} has no schema of ${type}: give its row rawSchema, or schema in responses`]
      return isJson(type) && example === undefined
        ? [`${place} has no example of ${type}: give its row an example`]
        : []
    })
  const wrong = operations.flatMap(([place, { requestBody, responses }]) => [
    ...wrongIn(`The request of ${place}`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      wrongIn(`${status} of ${place}`, content),
    ),
  ])
  expect(wrong).toEqual([])
  expect(operations.filter(([, { requestBody }]) => requestBody).length).toBeGreaterThan(60)
})

test('the examples are what the operations take and give', () => {
  const wrongOf = (place: string, schema: z.ZodType | undefined, example: unknown) => {
    const result = schema?.safeParse(example)
    return result && !result.success
      ? [
          `The example of ${place} is none (${result.error.issues[0]?.path.join('/')}: ${result.error.issues[0]?.message}): give its row one`,
        ]
      : []
  }
  const wrong = rows.flatMap((row) => {
    const [place, operation] = operations.find(([, { operationId }]) => operationId === row.operationId)!
    const bodies = Object.entries(operation.requestBody?.content ?? {}).filter(([type]) => isJson(type))
    const schema = row.body?.schema ?? (typeof row.rawSchema === 'object' ? row.rawSchema : undefined)
    return [
      ...bodies.flatMap(([, { example }]) => wrongOf(`the request of ${place}`, schema, example)),
      ...Object.entries(row.responses).flatMap(([status, { schema: given }]) => {
        const content = operation.responses[status]?.content?.['application/json']
        return content ? wrongOf(`${status} of ${place}`, given, content.example) : []
      }),
    ]
  })
  expect(wrong).toEqual([])
})

test('every response names the request, the rate and, where the caller is to wait, how long', () => {
  const wrong = operations
    .filter(([place]) => / \/v1\//.test(place))
    .flatMap(([place, { responses }]) =>
      Object.entries(responses).flatMap(([status, { headers = {} }]) =>
        ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', ...(/429|503/.test(status) ? ['Retry-After'] : [])]
          .filter((name) => !(name in headers))
          .map((name) => `${status} of ${place} lacks ${name}`),
      ),
    )
  expect(wrong).toEqual([])
})

test('what is published as a pattern is read by Python, Java and Go as by JavaScript', () => {
  const patterns = valuesAt(document, 'pattern').filter((value) => typeof value === 'string')
  expect(patterns.filter((pattern) => !isPortable(pattern))).toEqual([])
  expect(patterns.length).toBeGreaterThan(5)
  for (const foreign of ['^\\P{Cc}*$', '^(?!x)', '(?<=a)b', '(a)\\1', '^\\u0041', '[^]', '^(?<n>a)'])
    expect([foreign, isPortable(foreign)]).toEqual([foreign, false])
})

test('a pattern that others cannot read is not published, and still checked', () => {
  const body = z.strictObject({ text: z.string().regex(/^\P{Cc}+$/u) }).meta({ id: 'Strict' })
  const { components } = documentOf([made({ body: { schema: body } })])
  expect(components.schemas['Strict']).toMatchObject({ properties: { text: { type: 'string' } } })
  expect(JSON.stringify(components)).not.toContain('Cc')
})

describe('who may call an operation follows from its row', () => {
  const security = (row: Partial<Route>) => operationOf(documentOf([made(row)])).security

  test.each<[string, Partial<Route>, object[]]>([
    ['anyone', { access: 'open' }, []],
    ['filing systems and people', { access: 'known', method: 'get' }, [{ apiKey: [] }, { session: [] }]],
    ['people, with the token of their session', { access: 'person' }, [{ session: [], csrf: [] }]],
    ['people with a role', { access: { roles: ['admin'] }, method: 'get' }, [{ session: [] }]],
    ['filing systems alone', { access: 'known', errors: ['not-an-agent'] }, [{ apiKey: [] }]],
    ['whoever signs', { access: 'open', errors: ['signature-invalid'] }, [{ signature: [] }]],
  ])('%s', (_, row, expected) => {
    expect(security(row)).toEqual(expected)
  })

  test('and every proof that is named is described', () => {
    const named = operations.flatMap(([, { security: ways }]) => ways.flatMap((way) => Object.keys(way)))
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual([...new Set(named)].sort())
  })
})

test('the calls of KCS are described too: letters, questions, withdrawals and changes, with their signature', () => {
  expect(Object.keys(document.webhooks)).toEqual([
    'bringLetter',
    'askStatus',
    'withdrawLetter',
    'askCapabilities',
    'agentChange',
  ])
  for (const { post, get } of Object.values(document.webhooks))
    expect((post ?? get)?.parameters?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['webhook-id', 'webhook-timestamp', 'webhook-signature']),
    )
  expect(document.components.schemas).toMatchObject({ Envelope: {}, Callback: {}, AgentChangeEvent: {} })
  expect(document.paths['/v1/callbacks/{endpointId}']?.['post']?.responses).toHaveProperty('404')
})

test('the examples of these calls are what the connectors write and read', () => {
  const { post } = document.webhooks['bringLetter']!
  const [letter, taken, refused] = [post!.requestBody, post!.responses['201'], post!.responses['422']].map(
    (one) => one?.content?.['application/json']?.example,
  )
  expect([
    AGENT_PROTOCOL.envelope.safeParse(letter).success,
    AGENT_PROTOCOL.taken.safeParse(taken).success,
    AGENT_PROTOCOL.refusal.safeParse(refused).success,
    AGENT_PROTOCOL.callback.safeParse(
      document.paths['/v1/callbacks/{endpointId}']?.['post']?.requestBody?.content['application/json']
        ?.example,
    ).success,
  ]).toEqual([true, true, true, true])
  const change =
    document.webhooks['agentChange']!['post']!.requestBody!.content['application/cloudevents+json']
  expect(changeEventSchema.safeParse(change?.example).success).toBe(true)
})

test('an operation that is to go says so, with what is to be used instead and until when', () => {
  const deprecated = { since: '2027-01-01', instead: 'use GET /v1/other', sunset: '2028-01-01' }
  const operation = operationOf(documentOf([made({ deprecated })]))
  expect(operation.deprecated).toBe(true)
  expect(operation.description).toContain('since 2027-01-01: use GET /v1/other. It ends on 2028-01-01.')
  expect(operation.responses['200']?.headers).toMatchObject({ Deprecation: {}, Sunset: {} })
})

function made(row: Partial<Route>): Route {
  return {
    ...route({
      method: 'post',
      path: '/v1/things',
      operationId: 'makeThing',
      summary: 'Make a thing',
      tag: 'Directory',
      access: 'known',
      responses: { 200: { description: 'It is made.' } },
      errors: [],
      handler: async () => ({ status: 200 }),
    }),
    ...row,
  }
}

function operationOf({ paths }: Document): Operation {
  return Object.values(paths['/v1/things'] ?? {})[0]!
}
