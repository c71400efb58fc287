// The same API as a collection for Postman, Bruno and their like (Postman Collection 2.1), made of the documentation.

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
  description?: string
  example?: unknown
  schema?: { example?: unknown; examples?: readonly unknown[]; default?: unknown; description?: string }
}

interface Content {
  example?: unknown
}

interface Operation {
  operationId: string
  summary: string
  description?: string
  tags?: readonly string[]
  security?: readonly Readonly<Record<string, unknown>>[]
  parameters?: readonly Parameter[]
  requestBody?: { content: Readonly<Record<string, Content>> }
  responses: Readonly<Record<string, { description: string; content?: Readonly<Record<string, Content>> }>>
}

interface Document {
  info: { title: string; description: string; version: string }
  servers: readonly { url: string }[]
  tags?: readonly { name: string; description?: string }[]
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const FORM = 'application/x-www-form-urlencoded'

/** The collection of a document of openApiDocument: a folder for each tag, a request for each operation. */
export function collectionOf(document: object): object {
  const { info, servers, tags = [], paths } = document as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return {
    info: { name: info.title, description: info.description, version: info.version, schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: servers[0]?.url ?? '', type: 'string' },
      { key: 'apiKey', value: '', type: 'string', description: 'Key of your agent, kcs_…' },
      {
        key: 'csrfToken',
        value: '',
        type: 'string',
        description: 'Of the session, where you are signed in.',
      },
    ],
    item: tags
      .map(({ name, description }) => ({
        name,
        ...(description === undefined ? {} : { description }),
        item: operations.filter(({ operation }) => operation.tags?.[0] === name).map(itemOf),
      }))
      .filter(({ item }) => item.length > 0),
  }
}

function itemOf({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const request = requestOf(path, method, operation)
  return {
    name: operation.summary,
    id: operation.operationId,
    request,
    response: responsesOf(operation, request),
  }
}

function requestOf(path: string, method: string, operation: Operation) {
  const { description = '', security = [] } = operation
  const takesKey = security.some((way) => 'apiKey' in way)
  return {
    method: method.toUpperCase(),
    description,
    ...(takesKey ? {} : { auth: { type: 'noauth' } }),
    header: headersOf(operation, takesKey),
    url: urlOf(path, operation),
    ...bodyOf(operation),
  }
}

function headersOf({ parameters = [], requestBody, security = [] }: Operation, takesKey: boolean) {
  const [type] = Object.keys(requestBody?.content ?? {})
  const needsToken = !takesKey && security.some((way) => 'csrf' in way)
  return [
    ...(type === undefined ? [] : [{ key: 'Content-Type', value: type }]),
    ...(needsToken ? [{ key: 'X-CSRF-Token', value: '{{csrfToken}}' }] : []),
    ...inPlace(parameters, 'header').map((parameter) => ({
      key: parameter.name,
      value: parameter.name === 'Idempotency-Key' ? '{{$guid}}' : valueOf(parameter),
      ...wordsOf(parameter),
      ...(parameter.required ? {} : { disabled: true }),
    })),
  ]
}

function urlOf(path: string, { parameters = [] }: Operation) {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replace(/^\{(\w+)\}$/, ':$1'))
  const query = inPlace(parameters, 'query').map((parameter) => ({
    key: parameter.name,
    value: valueOf(parameter),
    ...wordsOf(parameter),
    ...(parameter.required ? {} : { disabled: true }),
  }))
  const asked = query.filter((one) => !('disabled' in one)).map(({ key, value }) => `${key}=${value}`)
  const variable = inPlace(parameters, 'path').map((parameter) => ({
    key: parameter.name,
    value: valueOf(parameter),
    ...wordsOf(parameter),
  }))
  return {
    raw: `{{baseUrl}}/${steps.join('/')}${asked.length === 0 ? '' : `?${asked.join('&')}`}`,
    host: ['{{baseUrl}}'],
    path: steps,
    ...(query.length === 0 ? {} : { query }),
    ...(variable.length === 0 ? {} : { variable }),
  }
}

function bodyOf({ requestBody }: Operation) {
  const [first] = Object.entries(requestBody?.content ?? {})
  if (!first) return {}
  const [type, { example }] = first
  if (type.endsWith('json')) {
    const raw = JSON.stringify(example ?? {}, null, 2)
    return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } }
  }
  if (type !== FORM) return { body: { mode: 'file', file: { src: null } } }
  const fields = Object.entries((example ?? {}) as Record<string, unknown>)
  return {
    body: { mode: 'urlencoded', urlencoded: fields.map(([key, value]) => ({ key, value: String(value) })) },
  }
}

/** The good responses with their examples; faults are explained by their own page. */
function responsesOf({ responses }: Operation, originalRequest: object) {
  return Object.entries(responses).flatMap(([status, { description, content = {} }]) => {
    const [type, body] = Object.entries(content)[0] ?? []
    if (!status.startsWith('2') || type === undefined || body?.example === undefined) return []
    return [
      {
        name: description,
        originalRequest,
        code: Number(status),
        header: [{ key: 'Content-Type', value: type }],
        body: JSON.stringify(body.example, null, 2),
      },
    ]
  })
}

function inPlace(parameters: readonly Parameter[], place: Parameter['in']): Parameter[] {
  return parameters.filter((parameter) => parameter.in === place)
}

function wordsOf({ description, schema }: Parameter): { description?: string } {
  const words = description ?? schema?.description
  return words === undefined ? {} : { description: words }
}

function valueOf({ example, schema }: Parameter): string {
  const value = example ?? schema?.example ?? schema?.examples?.[0] ?? schema?.default
  return value === undefined ? '' : String(value)
}
