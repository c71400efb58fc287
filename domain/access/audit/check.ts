// Checks a chain from its first link on, and names the first place that is wrong.

import {
  type Digest,
  EMPTY,
  type ExportEnd,
  GENESIS,
  type Head,
  hashOfLink,
  type Link,
  type Root,
} from './chain'
import { type Signed, textOfEnd, textOfRoot } from './chain'

export interface ChainFault {
  /** Number of the link that is wrong, or where the first one that is missing would stand. */
  sequence: number
  /** Id of the entry that stands there, if one does. */
  entry: string | null
  text: string
}

export interface CheckPorts {
  digest: Digest
  signatureFits(key: string, text: string, signature: string): boolean
  /** Public keys that may have signed; null takes any, which shows that one hand signed and not whose. */
  keys: readonly string[] | null
}

export interface ChainCheck {
  /** Takes the next link; returns what is wrong with it, or null. After a fault nothing more may be asked. */
  link(link: Link): ChainFault | null
  /** Takes the next root, after the link that it stands on. */
  root(root: Root & Signed): ChainFault | null
  /** The chain ends here, and was to end at the place that is known otherwise. */
  end(end: Head): ChainFault | null
  /** The signed end of an export. */
  exportEnd(end: ExportEnd & Signed): ChainFault | null
  seen(): { head: Head; roots: number; signedTo: number; signedAt: Date | null; keys: string[] }
}

/** A check at its beginning. What it is given in another order than it was written is a fault. */
export function chainCheck({ digest, signatureFits, keys }: CheckPorts): ChainCheck {
  let head: Head = EMPTY
  let last: { root: Root | null; text: string } = { root: null, text: '' }
  const usedKeys = new Set<string>()
  const next = (): number => head.sequence + 1
  const atNext = (text: string, entry: string | null = null): ChainFault => ({
    sequence: next(),
    entry,
    text,
  })
  const signatureFault = ({ key, signature }: Signed, text: string): string | null => {
    usedKeys.add(key)
    if (keys !== null && !keys.includes(key)) return 'is signed with a key that is not one of ours'
    return signatureFits(key, text, signature) ? null : 'is not signed as it stands: it was edited'
  }
  const unsigned = (): number => (last.root?.sequence ?? 0) + 1

  return {
    link(link) {
      const { sequence, previous, hash, entry } = link
      const id = typeof entry['id'] === 'string' ? entry['id'] : null
      if (sequence !== next())
        return atNext(
          `after link ${head.sequence} stands link ${sequence}: ` +
            (sequence > next() ? `link ${next()} was taken out or moved` : 'it was put in or moved here'),
          id,
        )
      if (hashOfLink(digest, link) !== hash)
        return atNext('the entry is not the one that was chained here: it was edited or exchanged', id)
      if (previous !== head.hash)
        return atNext(
          'the entry does not follow the one before it: it was put in, or that one was exchanged',
          id,
        )
      head = { sequence, hash }
      return null
    },
    root(root) {
      const { number, sequence, hash, previous } = root
      const named = `root ${number}`
      const expected =
        last.root === null
          ? { number: 1, previous: GENESIS }
          : { number: last.root.number + 1, previous: digest(last.text) }
      const text = textOfRoot(root)
      const fault = (of: string): ChainFault => ({ sequence: unsigned(), entry: null, text: of })
      if (number !== expected.number)
        return fault(`root ${expected.number} is missing: ${named} stands in its place`)
      const signature = signatureFault(root, text)
      if (signature !== null) return fault(`${named} ${signature}`)
      if (previous !== expected.previous) return fault(`${named} does not follow the root before it`)
      if (sequence > head.sequence)
        return atNext(`${named} was signed over ${sequence} links: from here on they were taken out`)
      if (sequence < head.sequence || hash !== head.hash)
        return fault(
          `${named} was signed over other links: between here and link ${sequence} the chain was written anew`,
        )
      last = { root, text }
      return null
    },
    end(end) {
      if (end.sequence > head.sequence)
        return atNext(`the chain had reached link ${end.sequence}: from here on links were taken out`)
      if (end.sequence < head.sequence || end.hash !== head.hash)
        return {
          sequence: unsigned(),
          entry: null,
          text: `the chain is known to end at link ${end.sequence} with another hash`,
        }
      return null
    },
    exportEnd(end) {
      const signature = signatureFault(end, textOfEnd(end))
      if (signature !== null) return atNext(`the end of the export ${signature}`)
      const roots = last.root?.number ?? 0
      if (end.roots !== roots) return atNext(`the export had ${end.roots} roots and ${roots} are there`)
      return this.end(end)
    },
    seen: () => ({
      head,
      roots: last.root?.number ?? 0,
      signedTo: last.root?.sequence ?? 0,
      signedAt: last.root?.at ?? null,
      keys: [...usedKeys],
    }),
  }
}
