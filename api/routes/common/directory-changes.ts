// What all changes of the directory have in common: who may make them, and how they are noted.

import { KcsError } from '../../../domain/common/error'
import type { ApiDeps } from '../../deps'
import { requireOfficeAdmin } from '../../../services/access/right/directory-rights'
import { callerOf, type KnownIdentity } from '../../../services/access/right/identity'

/** Throws KcsError `not-found` for the first office if it is not there, `office-unknown` for others, `not-office-admin`. */
export async function requireAdminOf(
  { repositories }: ApiDeps,
  identity: KnownIdentity,
  codes: readonly string[],
): Promise<void> {
  const found = await repositories.offices.byCodes(codes)
  for (const [place, code] of codes.entries()) {
    const office = found.get(code)
    if (!office)
      throw place === 0 ? new KcsError('not-found') : new KcsError('office-unknown', { detail: code })
    await requireOfficeAdmin(repositories.seats, identity, office)
  }
}

/** Who makes the change, for the audit log. */
export function noteOf(identity: KnownIdentity, what: string, at: Date) {
  return { what, actor: { kind: 'operator' as const, account: callerOf(identity) }, at }
}

/** The instant of a field that may be left out or empty. */
export function instantOf(text: string | null | undefined): Date | null {
  return text === undefined || text === null ? null : new Date(text)
}

/** Only the fields that are there, for their absence says that they stay as they are. */
type Given<T> = { [Name in keyof T]: Exclude<T[Name], undefined> }
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>
}
