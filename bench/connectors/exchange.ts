// What a connector and a filing system say to each other for one letter, as it is recorded and answered again.

/** A call of a connector, relative to the address of its endpoint, and what was answered. */
export interface Exchange {
  method: string
  path: string
  /** Headers by which calls to one path differ. */
  headers: Record<string, string>
  /** Bytes of the body, as base64. */
  body: string
  answer: { status: number; headers: Record<string, string>; body: string }
}

const KEY = /kcs-[0-9A-HJKMNP-TV-Z]{26}/
const HASH = /[0-9a-f]{64}/

/** The delivery key and the hash of the document that a call is about, where it names them. */
export interface Named {
  key: string | null
  hash: string | null
}

/** What a call is about: path first, then headers, then body, for a path that names one means it. */
export function namedIn(texts: readonly string[]): Named {
  const first = (pattern: RegExp): string | null => {
    for (const text of texts) {
      const found = pattern.exec(text)
      if (found) return found[0]
    }
    return null
  }
  return { key: first(KEY), hash: first(HASH) }
}

/** The name that calls for the same purpose have in common, whatever letter they are about. */
export function purposeOf(method: string, path: string, headers: Readonly<Record<string, unknown>>): string {
  const operation = String(headers['soapaction'] ?? '')
  return [method, path.replace(KEY, '<key>').replace(HASH, '<hash>'), operation].join(' ')
}

/** The text of an answer about one letter, made one about another. */
export function aboutAnother(text: string, before: Named, now: Named): string {
  let about = text
  if (before.key && now.key) about = about.replaceAll(before.key, now.key)
  if (before.hash && now.hash) about = about.replaceAll(before.hash, now.hash)
  return about
}
