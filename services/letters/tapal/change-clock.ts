// A clock of a tapal is paused, resumed or extended, with who and why.

import type { ClockChange } from '../../../domain/common/clock/changes'
import type { ClockKind } from '../../../domain/common/clock/kinds'
import type { Term } from '../../../domain/common/clock/term'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Act } from '../../../domain/letters/tapal/acts'
import { clockChange } from '../../../domain/letters/tapal/clock-change'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { actorFor, type Caller } from '../../access/right/identity'
import { seatInOffice } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'
import { tellReceived } from '../dispatch/tell'
import type { Changed } from './apply'
import { permit, permitErrors } from './caller'
import { readTapal, readTapalErrors } from './read'
import { oneWithDays } from './with-days'

const codesOfClock = [
  'clock-not-running',
  'clock-changed-too-often',
  'clock-changed-meanwhile',
  'clock-change-too-early',
  'clock-out-of-reach',
] as const satisfies readonly ErrorCode[]

export const standClockErrors = [
  ...permitErrors,
  ...codesOfClock,
  'clock-not-pausable',
  'clock-paused-already',
  'clock-not-paused',
] as const satisfies readonly ErrorCode[]

export const extendClockErrors = [
  ...readTapalErrors,
  ...codesOfClock,
  'seat-not-held',
  'clock-term-invalid',
] as const satisfies readonly ErrorCode[]

/** What every change of a clock names. */
interface OnClock {
  tapal: string
  kind: ClockKind
  reason: string
  /** The caller's own for this change: under the same one it is made once. */
  key: string
}

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

/** Writers that may come between before the caller is asked to look again. */
const TRIES = 5

/**
 * By whom the tapal lies with: it waits for something that the office cannot hasten, or waits no more. Throws KcsError
 * `tapal-unknown`, `seat-not-held`, `clock-not-running`, `clock-not-pausable`, `clock-paused-already`, `clock-not-paused`.
 */
export async function standClock(
  deps: Deps,
  caller: Caller,
  { seat, what, ...on }: OnClock & { seat: string; what: 'pause' | 'resume' },
  now: Date,
): Promise<Changed> {
  return changed(deps, on, what, async () => {
    const { tapal, act } = await permit(deps, caller, { tapal: on.tapal, seat }, now)
    return { tapal, act, change: { what, at: now, by: nameOf(act), reason: on.reason } }
  })
}

/**
 * By the sending office, which waits for it. Throws KcsError `tapal-unknown`, `seat-not-held` for any other caller,
 * `clock-not-running` where it has ended, `clock-term-invalid` for a term of less than 1.
 */
export async function extendClock(
  deps: Deps,
  caller: Caller,
  { term, ...on }: OnClock & { term: Term },
  now: Date,
): Promise<Changed> {
  return changed(deps, on, 'extend', async () => {
    const tapal = await readTapal(deps, caller, on.tapal)
    const seat = await seatInOffice(deps.repositories.seats, caller, tapal.sender.office)
    if (seat === null) throw new KcsError('seat-not-held')
    const act = { actor: actorFor(caller, seat), at: now }
    return { tapal, act, change: { what: 'extend', at: now, by: nameOf(act), reason: on.reason, term } }
  })
}

/** Reads and judges anew where somebody else was first; a change that was made under the key is not made again. */
async function changed(
  deps: Deps,
  { kind, key }: OnClock,
  what: ClockChange['what'],
  read: () => Promise<{ tapal: Tapal; act: Act; change: ClockChange }>,
): Promise<Changed> {
  const keyOfEvent = `${kind}:${what}:${key}`
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { tapal, act, change } = await read()
    if (tapal.events.some((event) => event.key === keyOfEvent)) return { tapal, changed: false }
    const counted = await oneWithDays(deps, tapal, act.at)
    const written = clockChange(counted, kind, change, { ...act, key: keyOfEvent })
    const where = { sequence: tapal.sequence }
    const tapalAfter = await deps.repositories.tapals.apply(tapal.id, written, { where })
    if (!tapalAfter) continue
    tellReceived(deps, tapal, tapalAfter)
    return { tapal: tapalAfter, changed: true }
  }
  throw new KcsError('clock-changed-meanwhile')
}

/** A seat or an agent, never a person. */
function nameOf({ actor }: Act): string {
  switch (actor.kind) {
    case 'seat':
      return actor.seat
    case 'agent':
      return actor.agent
    case 'kcs':
    case 'operator':
    case 'link':
      return actor.kind
  }
}
