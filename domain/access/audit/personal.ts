// What of an entry is about a person and may have to be erased: the chain holds a salted hash in its place.

import type { Digest } from './chain'

/** Where such values stand. */
export const PERSONAL_PATHS = ['actor.name'] as const

/** What stands in the log for a value that was erased, or is not told. */
export const ERASED = '…'

/** A value is vouched for by hash and salt. Without the salt the hash says nothing of the value any more. */
export interface Vouched {
  path: string
  /** Empty once the value was erased. */
  salt: string
  digest: string
}

/** What the chain covers in place of a personal value, so that the value can be erased and the chain stays whole. */
export function digestOfPersonal(digest: Digest, salt: string, value: string): string {
  return digest(`${salt}\n${value}`)
}

/** The personal values of an entry, by their places. */
export function personalOf(entry: object): { path: string; value: string }[] {
  return PERSONAL_PATHS.flatMap((path) => {
    const value = valueAt(entry, path)
    return typeof value === 'string' ? [{ path, value }] : []
  })
}

/** The entry as the chain has it, with hashes in place of the values. */
export function withDigests<Entry extends object>(entry: Entry, vouched: readonly Vouched[]): Entry {
  return vouched.reduce((changed, { path, digest }) => withValue(changed, path, { hashed: digest }), entry)
}

/** The place of a value that is not the one that was chained, and was not erased either; or null. */
export function strangeValue(digest: Digest, entry: object, vouched: readonly Vouched[]): string | null {
  const strange = vouched.find(({ path, salt, digest: chained }) => {
    const value = valueAt(entry, path)
    if (salt === '') return value !== ERASED
    return typeof value !== 'string' || digestOfPersonal(digest, salt, value) !== chained
  })
  return strange?.path ?? null
}

function valueAt(entry: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined,
      entry,
    )
}

function withValue<Entry extends object>(entry: Entry, path: string, value: unknown): Entry {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  const part = (entry as Record<string, unknown>)[name]
  const inner = rest.length === 0 ? value : withValue((part ?? {}) as object, rest.join('.'), value)
  return { ...entry, [name]: inner }
}
