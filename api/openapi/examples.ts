// An example for every body of JSON, from its schema: what its members mean is told by their names.

import { specimenOf } from './specimens'

/** The parts of a JSON schema that say what an example may be. */
interface Schema {
  $ref?: string
  type?: string | readonly string[]
  const?: unknown
  enum?: readonly unknown[]
  default?: unknown
  example?: unknown
  examples?: readonly unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  items?: Schema
  minItems?: number
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  allOf?: readonly Schema[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
}

/** A body with its schema and, where it has one, its example. */
interface Content {
  schema?: Schema
  example?: unknown
}

type Schemas = Readonly<Record<string, Schema>>

/** Deeper members are left out: schemas may hold themselves. */
const DEPTH = 8
const ANY = Symbol('any')

/** A parameter with what it may be and, where it has one, its example. */
interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: Schema
  example?: unknown
}

interface Operation {
  parameters?: readonly Parameter[]
  requestBody?: { content: Record<string, Content> }
  responses: Readonly<Record<string, { content?: Record<string, Content> }>>
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/** Gives each body of JSON in a document an example, and each parameter that must be given, where its row gives none. */
export function giveExamples(document: object): void {
  const { components, paths, webhooks } = document as {
    components?: { schemas?: Schemas }
    paths?: Paths
    webhooks?: Paths
  }
  const start = { schemas: components?.schemas ?? {}, depth: 0 }
  for (const [path, methods] of Object.entries({ ...paths, ...webhooks }))
    for (const { parameters = [], requestBody, responses } of Object.values(methods)) {
      giveToParameters(parameters, path, { ...start, isRequest: true, within: '' })
      giveToBodies(requestBody?.content, { ...start, isRequest: true, within: '' })
      for (const { content } of Object.values(responses))
        giveToBodies(content, { ...start, isRequest: false, within: '' })
    }
}

function giveToBodies(content: Record<string, Content> = {}, place: Place): void {
  for (const [type, body] of Object.entries(content)) {
    // That of a fault stands in its schema.
    if (!/json|form-urlencoded/.test(type) || type === 'application/problem+json') continue
    const example = body.example ?? exampleOf(body.schema ?? {}, '', place)
    if (example !== ANY) body.example = example
  }
}

function giveToParameters(parameters: readonly Parameter[], path: string, place: Place): void {
  for (const parameter of parameters) {
    const { name, schema, required } = parameter
    if (!required || !schema || schema.example !== undefined) continue
    const [, within = ''] = new RegExp(`/([a-z-]+)/\\{${name}\\}`).exec(path) ?? []
    const example = exampleOf(schema, name, { ...place, within: singular(within) })
    if (example !== ANY) parameter.example = example
  }
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '')
}

interface Place {
  schemas: Schemas
  /** Requests show what is needed; responses all that there is. */
  isRequest: boolean
  depth: number
  /** The name of what it stands in. */
  within: string
}

function exampleOf(schema: Schema, name: string, place: Place): unknown {
  if (schema.$ref !== undefined) {
    const target = place.schemas[schema.$ref.split('/').at(-1) ?? '']
    return target ? exampleOf(target, name, { ...place, depth: place.depth + 1 }) : ANY
  }
  if (schema.example !== undefined) return schema.example
  if (schema.examples?.length) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum?.length) return schema.enum[0]
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return exampleOf(choices.find((one) => one.type !== 'null') ?? choices[0]!, name, place)
  if (schema.allOf) return merged(schema.allOf.map((part) => exampleOf(part, name, place)))
  const type = [schema.type ?? []].flat().find((one) => one !== 'null')
  switch (type) {
    case 'object':
      return objectOf(schema, name, place)
    case 'array':
      return arrayOf(schema, name, place)
    case 'string':
      return textOf(schema, specimenOf(name, place.within))
    case 'integer':
    case 'number':
      return numberOf(schema, specimenOf(name, place.within))
    case 'boolean':
      return schema.default ?? false
    case undefined:
      return ANY
    default:
      return null
  }
}

function merged(parts: readonly unknown[]): unknown {
  const known = parts.filter((part) => part !== ANY)
  return known.every((part) => typeof part === 'object') ? Object.assign({}, ...known) : (known[0] ?? ANY)
}

function objectOf({ properties = {}, required = [] }: Schema, within: string, place: Place): unknown {
  const names = Object.keys(properties)
  // A mark that some alone bear, such as that of test letters, would make the example another thing than its id says.
  const isMark = (name: string): boolean => properties[name]!.const === true
  const shown = names.filter((name) => required.includes(name) || (!place.isRequest && !isMark(name)))
  // Of a request all of whose members may be left out, one shows its form.
  if (shown.length === 0) shown.push(...names.slice(0, 1))
  const deeper = { ...place, depth: place.depth + 1, within }
  const members = shown.map((name) => [name, exampleOf(properties[name]!, name, deeper)] as const)
  return Object.fromEntries(members.filter(([, value]) => value !== ANY))
}

function arrayOf({ items, minItems = 0 }: Schema, name: string, place: Place): unknown {
  if (!items || (place.depth > DEPTH && minItems === 0)) return []
  const item = exampleOf(items, singular(name), {
    ...place,
    depth: place.depth + 1,
  })
  return item === ANY ? [] : [item]
}

function textOf({ format, pattern, minLength = 0, maxLength = Infinity }: Schema, specimen: unknown): string {
  const formats: Readonly<Record<string, string>> = {
    date: '2026-11-22',
    'date-time': '2026-11-22T05:30:00.000Z',
    uri: 'https://agent.cdit.example/kcs',
    email: 'office@cdit.example',
  }
  const candidates = [formats[format ?? ''], specimen, 'example', '1']
  const fits = (text: unknown): text is string =>
    typeof text === 'string' &&
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern).test(text))
  return candidates.find(fits) ?? ''
}

function numberOf(
  { minimum, exclusiveMinimum, maximum = Infinity, default: given }: Schema,
  specimen: unknown,
): number {
  const lowest = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1)
  const candidates = [specimen, given, lowest]
  const fits = (value: unknown): value is number =>
    typeof value === 'number' && value >= lowest && value <= maximum
  return candidates.find(fits) ?? lowest
}
