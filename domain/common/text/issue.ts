// What a schema found wrong, in plain words, and values that stand for members that are left out.

/** What a schema says of one wrong place, as far as it is put into words here. */
export interface SchemaIssue {
  code: string
  message: string
  path: readonly PropertyKey[]
  expected?: unknown
  origin?: unknown
  minimum?: unknown
  maximum?: unknown
  values?: unknown
  options?: unknown
}

/** The words of a schema library of its own; what we wrote ourselves begins otherwise. */
const OF_THE_LIBRARY = /^(Invalid|Too (big|small)|Unrecognized)/

/** What is wrong, in words that follow the name of the place. Words that a schema of ours states stay. */
export function issueText(issue: SchemaIssue): string {
  if (!OF_THE_LIBRARY.test(issue.message)) return issue.message
  const unit = issue.origin === 'string' ? 'characters' : 'entries'
  switch (issue.code) {
    case 'invalid_type':
      return typeText(String(issue.expected), /received (\w+)$/.exec(issue.message)?.[1])
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be at most ${String(issue.maximum)}`
        : `must have at most ${String(issue.maximum)} ${unit}`
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return `must be at least ${String(issue.minimum)}`
      return issue.minimum === 1 ? 'must not be empty' : `must have at least ${String(issue.minimum)} ${unit}`
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : 'has none of the forms that are known here'
    default:
      return 'does not have the form that is described'
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function typeText(expected: string, received: string | undefined): string {
  if (received === 'undefined') return 'is missing'
  return `must be ${TYPES[expected] ?? expected}, not ${TYPES[received ?? ''] ?? 'this'}`
}

function oneOf(values: unknown): string {
  const list = Array.isArray(values) ? values.map(String) : []
  return list.length === 0 ? 'is not one of the values that are known here' : `must be ${list.join(' or ')}`
}

/** JSON pointer of a place (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The value without members that are null: serializers write them for what is left out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]))
}

/** The value without the members at these places, as far as they are null; the value itself where none is. */
export function withoutNullsAt(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  const nulls = paths.filter((path) => path.length > 0 && at(value, path) === null)
  if (nulls.length === 0) return value
  const copy = structuredClone(value)
  for (const path of nulls) {
    const owner = at(copy, path.slice(0, -1))
    if (typeof owner === 'object' && owner !== null && !Array.isArray(owner))
      Reflect.deleteProperty(owner, path[path.length - 1]!)
  }
  return copy
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (owner, step) =>
      typeof owner === 'object' && owner !== null ? (owner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  )
}
