// Reads the chain of the audit log in its order: to check it in place, and to write it to a file.

import type { Head } from '../../../domain/access/audit/chain'
import { type ChainCheck, type ChainFault, chainCheck } from '../../../domain/access/audit/check'
import { type ChainLine, writeLine } from '../../../domain/access/audit/lines'
import { strangeValue } from '../../../domain/access/audit/personal'
import { textOfEnd } from '../../../domain/access/audit/chain'
import type { SignedRoot } from '../../../database/access/audit-root/repository'
import type { PlainEntry } from '../../../database/access/audit/chain'
import type { Vouched } from '../../../domain/access/audit/personal'
import type { ServiceDeps } from '../../deps'
import { chainEntries, linkEntry, signRoot } from './chain'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

/** Roots read at a time. */
const ROOTS_AT_ONCE = 500

/** What a check has found, and how far it has looked. */
export interface ChainReport {
  fault: ChainFault | null
  links: number
  roots: number
  /** The link up to which a root is signed, and when that was. */
  signedTo: number
  signedAt: Date | null
  /** Public keys by which the roots are signed. */
  keys: string[]
}

interface Part {
  line: Exclude<ChainLine, { kind: 'end' }>
  /** The entry as it is kept, with what vouches for its personal values. */
  kept?: { entry: PlainEntry; vouched: readonly Vouched[] }
}

/**
 * Checks every link and root of the record, and that it reaches as far as is noted. Entries that were written while it
 * looks are not in question. `keys` are the public keys that may have signed: that of this installation, and those it had
 * before its secret was changed.
 */
export async function verifyChain(
  { repositories, secrets }: Deps,
  { formerKeys = [] }: { formerKeys?: readonly string[] } = {},
): Promise<ChainReport> {
  const { digest, auditKey, auditSignatureFits } = secrets
  const check = chainCheck({
    digest,
    signatureFits: auditSignatureFits,
    keys: [auditKey, ...formerKeys],
  })
  const extent = await extentOf(repositories)
  for await (const { line, kept } of chainParts(repositories, extent)) {
    const strange = kept ? strangeValue(digest, kept.entry, kept.vouched) : null
    const fault =
      line.kind === 'root'
        ? check.root(line)
        : (check.link(line) ?? strangeFault(line.sequence, kept?.entry.id, strange))
    if (fault) return reportOf(check, fault)
  }
  return reportOf(check, check.end(extent.head))
}

/**
 * Writes the chain as lines of JSON: what waits is chained and signed first, so that the file is signed to its end. Personal
 * values are not in it, only their hashes. Returns how far it goes.
 */
export async function exportChain(
  { repositories, secrets }: Deps,
  now: Date,
  write: (line: string) => Promise<void>,
): Promise<{ links: number; roots: number }> {
  let more = true
  while (more) more = await chainEntries({ repositories, secrets })
  await signRoot({ repositories, secrets }, now, { always: true })
  const { head, roots } = await extentOf(repositories)
  for await (const { line } of chainParts(repositories, { head, roots })) await write(writeLine(line))
  const end = { ...head, roots, at: now }
  const signature = secrets.signAudit(textOfEnd(end))
  await write(writeLine({ kind: 'end', ...end, key: secrets.auditKey, signature }))
  return { links: head.sequence, roots }
}

/** How far the record itself says that the chain goes. */
interface Extent {
  head: Head
  roots: number
}

/** The chain only grows: it has at least these roots, and reaches at least as far as the head that is read after them. */
async function extentOf({ auditRoots }: Pick<Deps['repositories'], 'auditRoots'>): Promise<Extent> {
  const roots = (await auditRoots.newest())?.number ?? 0
  return { head: await auditRoots.head(), roots }
}

/** Links and roots of that extent, each root after the link it stands on; one that stands on no link comes at the end. */
async function* chainParts(
  { audit, auditRoots }: Deps['repositories'],
  extent: Extent,
): AsyncGenerator<Part> {
  const roots = rootsInOrder(auditRoots, extent)
  let root = await roots.next()
  for await (const { entry, place } of audit.inChain()) {
    const { sequence, previous, hash, vouched } = place
    if (sequence > extent.head.sequence) break
    while (!root.done && root.value.sequence < sequence) {
      yield { line: { kind: 'root', ...root.value } }
      root = await roots.next()
    }
    const line = { kind: 'link' as const, sequence, previous, hash, entry: linkEntry(entry, vouched) }
    yield { line, kept: { entry, vouched } }
  }
  for (; !root.done; root = await roots.next()) yield { line: { kind: 'root', ...root.value } }
}

async function* rootsInOrder(
  roots: Deps['repositories']['auditRoots'],
  extent: Extent,
): AsyncGenerator<SignedRoot, undefined> {
  for (let above = 0; above < extent.roots; ) {
    const page = await roots.page(above, ROOTS_AT_ONCE)
    for (const root of page) if (root.number <= extent.roots) yield root
    if (page.length < ROOTS_AT_ONCE) return undefined
    above = page[page.length - 1]!.number
  }
  return undefined
}

function strangeFault(sequence: number, id: string | undefined, path: string | null): ChainFault | null {
  if (path === null) return null
  return {
    sequence,
    entry: id ?? null,
    text: `the value of ${path} is not the one that was chained: it was edited`,
  }
}

/** What a check has come to: how much of the chain it has seen and which keys signed it, and the fault that ended it. */
export function reportOf(check: ChainCheck, fault: ChainFault | null): ChainReport {
  const { head, roots, signedTo, signedAt, keys } = check.seen()
  return { fault, links: head.sequence, roots, signedTo, signedAt, keys }
}
