// What the audit log does not tell of a person: that it changed, and not to what.

import type { AuditRow } from './schema'

const PERSONAL = new Set(['name', 'nameMl', 'phone', 'email', 'whatsappTo'])

/** The fields of an entry; those of an employee without names and contacts. */
export function withoutPersonal(
  thing: AuditRow['thing'],
  fields: Record<string, unknown>,
): Record<string, unknown> {
  if (thing !== 'employee') return fields
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, PERSONAL.has(name) ? '…' : value]),
  )
}
