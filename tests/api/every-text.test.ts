// Every text of every request, found by walking the schemas of the table of routes: a new route is covered by itself.

import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { openApiDocument } from '../../api/openapi'
import { ALL_ROUTES } from '../../api/routes'
import { AGENT_PROTOCOL } from '../../process/agent-protocol'

/** Passwords are taken as they are typed. */
const AS_TYPED = new Set(['password'])

interface Text {
  place: string
  schema: z.ZodType
}

/** The texts in a schema, by their place; a schema that holds itself is entered once. */
function textsOf(schema: z.ZodType, place: string, seen = new Set<z.ZodType>()): Text[] {
  if (seen.has(schema)) return []
  seen.add(schema)
  const inside = (inner: unknown, step = '') => textsOf(inner as z.ZodType, `${place}${step}`, seen)
  if (schema instanceof z.ZodString) return [{ place, schema }]
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, member]) => inside(member, `/${name}`))
  if (schema instanceof z.ZodArray) return inside(schema.element, '/0')
  if (schema instanceof z.ZodRecord) return inside(schema.valueType, '/x')
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => inside(option))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy)
    return inside(schema.unwrap())
  if (schema instanceof z.ZodDefault) return inside(schema.unwrap())
  if (schema instanceof z.ZodPipe) return []
  return []
}

const texts = ALL_ROUTES.flatMap(({ operationId, body, query }) => [
  ...(body ? textsOf(body.schema, `${operationId} `) : []),
  ...(query ? textsOf(query, `${operationId} ?`) : []),
]).filter(({ place }) => !AS_TYPED.has(place.split('/').at(-1)!))

test('there are texts in the requests', () => {
  expect(texts.length).toBeGreaterThan(60)
  expect(texts.map(({ place }) => place)).toContain('acceptDispatch /subject')
})

test.each(texts)('$place takes no control character', ({ schema }) => {
  for (const text of ['a\u0000b', '2026-01-01\u0000', 'A\u0007', '\u0000'])
    expect(schema.safeParse(text).success).toBe(false)
})

test.each(texts)('$place has a bound', ({ schema }) => {
  expect(schema.safeParse('x'.repeat(10_000)).success).toBe(false)
})

test('the patterns of the API documentation are read by programs in other languages', () => {
  const patterns = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (name === 'pattern' && typeof member === 'string') patterns.add(member)
      else walk(member)
    }
  }
  walk(openApiDocument(ALL_ROUTES, { version: '1', url: 'http://127.0.0.1', protocol: AGENT_PROTOCOL }))
  expect(patterns.size).toBeGreaterThan(3)
  // Escapes of Unicode properties, look-behind and named groups are not known everywhere.
  for (const pattern of patterns) expect(pattern).not.toMatch(/\\[pPk]|\(\?<|\\u\{/)
  const script = 'import json,re,sys\nfor p in json.load(sys.stdin): re.compile(p)'
  execFileSync('python3', ['-c', script], { input: JSON.stringify([...patterns]) })
})
