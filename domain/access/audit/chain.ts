// The audit log as a chain: each link has a number and the hash of the link before it, so that none can be changed, taken
// out, put in or moved without all after it. At times its newest hash is signed as a root.

import { canonicalJson } from './canonical'

/** SHA-256 in hexadecimal. */
export type Digest = (text: string) => string

/** What stands for the hash before the first. */
export const GENESIS = '0'.repeat(64)

/** The place that the chain has reached. */
export interface Head {
  /** Number of the newest link; 0 for an empty chain. */
  sequence: number
  hash: string
}

export const EMPTY: Head = { sequence: 0, hash: GENESIS }

/** An entry in its place. `entry` holds no personal value, only its salted hash. */
export interface Link extends Head {
  previous: string
  entry: Readonly<Record<string, unknown>>
}

/** The signed word that the chain had reached a place at an instant; `previous` is the hash of the root before it. */
export interface Root extends Head {
  number: number
  at: Date
  previous: string
}

/** A signature with the public key that it can be checked by. */
export interface Signed {
  key: string
  signature: string
}

/** The link that follows the place. */
export function linkAfter(digest: Digest, head: Head, entry: Link['entry']): Link {
  const link = { sequence: head.sequence + 1, previous: head.hash, entry }
  return { ...link, hash: hashOfLink(digest, link) }
}

/** The hash of a link, which covers the entry and, by `previous`, every link before it. */
export function hashOfLink(digest: Digest, { sequence, previous, entry }: Omit<Link, 'hash'>): string {
  return digest(canonicalJson({ sequence, previous, entry }))
}

/** What is signed of a root. */
export function textOfRoot({ number, sequence, hash, at, previous }: Root): string {
  return canonicalJson({ what: 'kcs-audit-root', number, sequence, hash, at, previous })
}

/** The end of an export: how far it goes, and when it was written. */
export interface ExportEnd extends Head {
  roots: number
  at: Date
}

/** What is signed of the end of an export. */
export function textOfEnd({ sequence, hash, roots, at }: ExportEnd): string {
  return canonicalJson({ what: 'kcs-audit-export', sequence, hash, roots, at })
}
