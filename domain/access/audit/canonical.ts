// The one text of a value, so that its hash is the same wherever it is computed.

/**
 * JSON with sorted names and no space (as RFC 8785 writes it). A field without value is left out; an instant is its text.
 */
export function canonicalJson(value: unknown): string {
  const plain = hasJson(value) ? value.toJSON() : value
  if (Array.isArray(plain))
    return `[${plain.map((item: unknown) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`
  if (typeof plain === 'object' && plain !== null) {
    const fields = Object.entries(plain)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
  }
  return JSON.stringify(plain) ?? 'null'
}

function hasJson(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
  )
}
