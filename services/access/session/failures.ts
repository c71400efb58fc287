// Failed sign-ins in the audit log: that they happened, and not each of them.

import type { ServiceDeps } from '../../deps'

/** Failures of one account within this time make one entry. */
const WINDOW_MS = 10 * 60_000

/**
 * Enters that a sign-in failed, or was refused after too many. What was typed as login may be a password, so only a login
 * that is an account's is told; all others share the name `-`. However many fail, an account has at most two such entries in
 * ten minutes.
 */
export async function noteFailure(
  { repositories }: { repositories: Pick<ServiceDeps['repositories'], 'audit'> },
  login: string | null,
  what: 'sign-in-failed' | 'sign-in-refused',
  at: Date,
): Promise<void> {
  const subject = login ?? '-'
  await repositories.audit.add([
    {
      id: `session:${subject}:${what}:${Math.floor(at.getTime() / WINDOW_MS)}`,
      thing: 'session',
      subject,
      what,
      from: null,
      to: null,
      actor: login === null ? { kind: 'kcs' } : { kind: 'operator', account: `account:${login}` },
      at,
    },
  ])
}
