// How an entry of the audit log is made: its id says what it is about and which change it is, so that it is entered once.

import type { Actor } from '../../../domain/letters/tapal/event'
import { withoutPersonal } from './personal'
import type { AuditRow } from './schema'

/** Who changes what, and when. */
export interface ChangeNote {
  what: string
  actor: Actor
  at: Date
}

/** The fields that differ, as they were and as they are. */
export interface Difference {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** The thing that changed. `mark` tells this change of it from all others. */
export interface Changed {
  thing: AuditRow['thing']
  id: string
  mark: string | number
}

/** The entry of a change. Its id is `<thing>:<id of the thing>:<mark>`. */
export function auditEntry(
  { thing, id, mark }: Changed,
  { before, after }: Partial<Difference>,
  { what, actor, at }: ChangeNote,
): AuditRow {
  return {
    _id: `${thing}:${id}:${mark}`,
    thing,
    subject: id,
    what,
    from: null,
    to: null,
    ...(before ? { before: bounded(withoutPersonal(thing, before)) } : {}),
    ...(after ? { after: bounded(withoutPersonal(thing, after)) } : {}),
    actor,
    at,
  }
}

/** The longest value of a field, as JSON, that an entry holds in full. */
const LONGEST_VALUE = 4_000
/** Fields of one side of an entry at most. */
const MOST_FIELDS = 100

/** Fields of bounded size: of a longer value its beginning and its length are told. */
export function bounded(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, MOST_FIELDS)
      .map(([name, value]) => {
        const text = JSON.stringify(value) ?? ''
        if (text.length <= LONGEST_VALUE) return [name, value]
        return [name, `${text.slice(0, LONGEST_VALUE)}… (${text.length} signs)`]
      }),
  )
}

/** The mark of a change that moves no version: what was done, and when. */
export function markOf({ what, at }: ChangeNote): string {
  return `${what}:${at.getTime()}`
}

/** The fields of the row after the change that are not as they were. */
export function differenceOf(before: object | null, after: object): Difference {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  const old = new Map<string, unknown>(Object.entries(before ?? {}))
  for (const [name, value] of Object.entries(after)) {
    if (name === 'version' || JSON.stringify(old.get(name)) === JSON.stringify(value)) continue
    if (before !== null) was[name] = old.get(name) ?? null
    is[name] = value
  }
  return { before: was, after: is }
}
