// What may become of an office: successions, intermediaries, profiles and spans, checked before they are written.

import { KcsError } from '../../common/error'
import { activeAt, type Intermediary, type Office, type Span, type Succession } from './office'
import type { DeliveryProfile } from './profile'

/** Throws KcsError `effective-in-past`: what has been drawn up as of an instant stays as it was. */
export function requireNotPast(from: Date, now: Date): void {
  if (from < now) throw new KcsError('effective-in-past', { detail: `${from.toISOString()} is over.` })
}

/** Throws KcsError `span-invalid` for a span that ends before it begins. */
export function requireSpan({ from, until }: Span): void {
  if (from !== null && until !== null && until <= from) throw new KcsError('span-invalid')
}

/**
 * The office, ended at the instant, its letters going to the successors from then on; `successors` holds these and all
 * that followed them. Throws KcsError
 * `succession-invalid` for one that has ended or will end, for itself as successor, for the wrong number of
 * successors, one that is not active at that instant, or one whose own successors lead back to the office.
 */
export function succeeded<O extends Pick<Office, 'code' | 'activeFrom' | 'activeUntil' | 'succession'>>(
  office: O,
  succession: Succession,
  successors: ReadonlyMap<string, Omit<O, 'code'>>,
): O {
  const { kind, into, at } = succession
  const refuse = (detail: string) => new KcsError('succession-invalid', { detail })
  if (office.succession !== null) throw refuse(`${office.code} has been ${office.succession.kind} already.`)
  if (!activeAt(office, at)) throw refuse(`${office.code} is not active at that instant.`)
  if (new Set(into).size !== into.length) throw refuse('A successor is named twice.')
  if (kind === 'merged' ? into.length !== 1 : into.length < 2)
    throw refuse('An office is merged into one other, or split into two or more.')
  if (into.includes(office.code)) throw refuse('An office cannot follow upon itself.')
  for (const code of into) {
    const successor = successors.get(code)
    if (!successor) throw new KcsError('office-unknown', { detail: code })
    if (!activeAt(successor, at)) throw refuse(`${code} is not active at that instant.`)
  }
  if (leadTo(office.code, into, successors)) throw refuse('Its successors lead back to it.')
  return { ...office, succession }
}

/** Whether the successors of some offices, whenever they follow, come to the one of that code. */
function leadTo(
  code: string,
  from: readonly string[],
  offices: ReadonlyMap<string, Pick<Office, 'succession'>>,
): boolean {
  const seen = new Set<string>()
  const ahead = [...from]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === code) return true
    if (seen.has(next)) continue
    seen.add(next)
    ahead.push(...(offices.get(next)?.succession?.into ?? []))
  }
  return false
}

/**
 * The office with the intermediary; the same office and beginning again sets its end. Throws KcsError
 * `intermediary-invalid` for itself and for an end before now, `intermediary-overlap`, `span-invalid`,
 * `effective-in-past`.
 */
export function withIntermediary<O extends Pick<Office, 'code' | 'intermediaries'>>(
  office: O,
  added: Intermediary,
  now: Date,
): O {
  requireSpan(added)
  if (added.office === office.code)
    throw new KcsError('intermediary-invalid', { detail: 'An office cannot take its own mail for itself.' })
  const same = (one: Intermediary) =>
    one.office === added.office && one.from.getTime() === added.from.getTime()
  const existing = office.intermediaries.find(same)
  if (existing?.until?.getTime() === added.until?.getTime() && existing) return office
  const others = office.intermediaries.filter((one) => !same(one))
  if (!existing) requireNotPast(added.from, now)
  else if (existing.until !== null) requireNotPast(existing.until, now)
  if (added.until !== null) requireNotPast(added.until, now)
  if (others.some((one) => overlap(one, added))) throw new KcsError('intermediary-overlap')
  const all = [...others, added].sort((one, other) => one.from.getTime() - other.from.getTime())
  return { ...office, intermediaries: all }
}

/** Whether two spans have an instant in common. */
export function overlap(one: Span, other: Span): boolean {
  const before = (end: Date | null, start: Date | null) => end !== null && start !== null && end <= start
  return !before(one.until, other.from) && !before(other.until, one.from)
}

/**
 * The office with one more profile; those before it stay, for the letters handed over under them. Throws KcsError
 * `effective-in-past`, and `exists-already` for another profile from the same instant on.
 */
export function withProfile<O extends Pick<Office, 'profiles'>>(
  office: O,
  profile: DeliveryProfile,
  now: Date,
): O {
  requireNotPast(profile.from, now)
  if (office.profiles.some(({ from }) => from.getTime() === profile.from.getTime()))
    throw new KcsError('exists-already', { detail: `a profile from ${profile.from.toISOString()} on` })
  return { ...office, profiles: [...office.profiles, profile] }
}

/** Whether a thing comes to its end, or to it sooner, whenever that will be. */
export function endsSooner(before: Date | null | undefined, after: Date | null | undefined): boolean {
  return Boolean(after) && (!before || after! < before)
}

/** Throws KcsError `effective-in-past` where an end that is over would be changed, or set before now. */
export function requireEnd(before: Date | null, after: Date | null, now: Date): void {
  if (before?.getTime() === after?.getTime()) return
  if (before !== null) requireNotPast(before, now)
  if (after !== null) requireNotPast(after, now)
}
