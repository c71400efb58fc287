// JSON as others send it (RFC 8259): UTF-8, no key twice, no nesting without end, no halves of characters. A byte order
// mark before it is passed over, as §8.1 allows.

import { KcsError } from '../error'

const MAX_DEPTH = 12
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The value of a JSON text, nested at most `depth` levels. Throws KcsError `body-not-json`, `body-too-deep`, and
 * `validation-failed` for a key that could reach an object's prototype.
 */
export function parseStrictJson(bytes: Uint8Array, depth = MAX_DEPTH): unknown {
  const text = utf8Text(bytes)
  inspect(text, depth)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new KcsError('body-not-json', { detail: whereOf(cause), cause })
  }
  // Only an escape can write half of a surrogate pair: the bytes themselves were valid UTF-8.
  // JSON.stringify writes such a half as an escape again, and whole characters as themselves.
  if (/\\u[dD]/.test(text) && /(?<!\\)(\\\\)*\\ud[89a-f]/.test(JSON.stringify(value))) throw halves()
  return value
}

/** The text without a byte order mark. Throws KcsError `body-not-json` for bytes that are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new KcsError('body-not-json', { detail: 'The body is not UTF-8.', cause })
  }
}

/** Where the parser stopped, as far as it tells, without what it saw there. */
function whereOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : ''
  if (/Unexpected end|Unterminated/.test(message)) return 'The body ends before its JSON does.'
  const at = /position (\d+)/.exec(message)?.[1]
  return at === undefined
    ? 'The body is not JSON.'
    : `The body is not JSON from character ${Number(at) + 1} on.`
}

function halves(): KcsError {
  return new KcsError('body-not-json', { detail: 'A text holds half of a character.' })
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d

/** Walks the text once, before it is parsed; text that is no JSON at all is left for the parser to refuse. */
function inspect(text: string, depth: number): void {
  // For each open bracket: the keys seen (object), or null (array).
  const open: (Set<string> | null)[] = []
  let keyNext = false
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        const keys = open[open.length - 1]
        if (keyNext && keys) note(keys, text.slice(at, end + 1))
        keyNext = false
        at = end
        break
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        const object = text.charCodeAt(at) === OPEN_OBJECT
        open.push(object ? new Set() : null)
        keyNext = object
        if (open.length > depth) throw new KcsError('body-too-deep')
        break
      }
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open.pop()
        keyNext = false
        break
      case COMMA:
        keyNext = open[open.length - 1] instanceof Set
        break
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === BACKSLASH) at += 1
    else if (unit === QUOTE) return at
  }
  return text.length
}

function note(keys: Set<string>, quoted: string): void {
  const key = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1)
  if (key === '__proto__') {
    const errors = [{ pointer: '/__proto__', detail: 'This key is not allowed.' }]
    throw new KcsError('validation-failed', { errors })
  }
  if (keys.has(key)) throw new KcsError('body-not-json', { detail: 'A key stands twice in one object.' })
  keys.add(key)
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch (cause) {
    throw new KcsError('body-not-json', { cause })
  }
}
