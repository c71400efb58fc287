// Gives the entries of the audit log their places in its chain, and signs how far it has come.

import { GENESIS, linkAfter, type Link, textOfRoot } from '../../../domain/access/audit/chain'
import {
  digestOfPersonal,
  personalOf,
  type Vouched,
  withDigests,
} from '../../../domain/access/audit/personal'
import type { PlainEntry } from '../../../database/access/audit/chain'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories' | 'secrets'>

/** Entries that one transaction gives their places. */
const BATCH = 500
const SALT_BYTES = 16
/** Roots are signed this far apart, at least. */
export const ROOT_EVERY_MS = 3_600_000

/**
 * Chains the next entries that wait, the earliest first, in one transaction: killed anywhere, all or none of them have
 * their places. Of several processes at once one goes on and the others are repeated after it. Returns true while more may
 * wait.
 */
export async function chainEntries({ repositories, secrets }: Deps): Promise<boolean> {
  const { audit, auditRoots } = repositories
  if (!(await audit.waits())) return false
  return repositories.transaction(async (session) => {
    let head = await auditRoots.takeHead(session)
    const entries = await audit.waiting(BATCH, session)
    const places = entries.map((entry) => {
      const vouched = vouchedOf(secrets, entry)
      const link = linkAfter(secrets.digest, head, linkEntry(entry, vouched))
      head = link
      const { sequence, previous, hash } = link
      return { id: entry.id, place: { sequence, previous, hash, vouched } }
    })
    await audit.place(places, session)
    await auditRoots.moveHead(head, session)
    return entries.length === BATCH
  })
}

/** The entry as it stands in its link: with hashes in place of what is personal. */
export function linkEntry(entry: PlainEntry, vouched: readonly Vouched[]): Link['entry'] {
  return withDigests({ ...entry }, vouched)
}

/**
 * Signs the newest link as the next root, where an hour has passed since the last one and links were added since; `always`
 * does not wait for the hour. Two processes sign it once. Returns whether this call did.
 */
export async function signRoot(
  { repositories: { auditRoots }, secrets }: Deps,
  now: Date,
  { always = false } = {},
): Promise<boolean> {
  const last = await auditRoots.newest()
  if (!always && last !== null && now.getTime() - last.at.getTime() < ROOT_EVERY_MS) return false
  const { sequence, hash } = await auditRoots.head()
  if (sequence === (last?.sequence ?? 0)) return false
  const previous = last === null ? GENESIS : secrets.digest(textOfRoot(last))
  const root = { number: (last?.number ?? 0) + 1, sequence, hash, at: now, previous }
  const signature = secrets.signAudit(textOfRoot(root))
  return auditRoots.add({ ...root, key: secrets.auditKey, signature })
}

function vouchedOf(secrets: Deps['secrets'], entry: PlainEntry): Vouched[] {
  return personalOf(entry).map(({ path, value }) => {
    const salt = secrets.newToken(SALT_BYTES)
    return { path, salt, digest: digestOfPersonal(secrets.digest, salt, value) }
  })
}
