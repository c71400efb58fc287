// What a caller may act for and see, by the seats held now or the offices its key serves.

import type { Repositories } from '../../../database'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { TestMark } from '../../../domain/letters/sandbox/test-letter'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { actingSeats, actsAmong, hasRole, heldSeats, type Caller } from './identity'

/** What the caller may see by the seats held or the offices served, without standing in for anybody. */
export interface Reach {
  offices: ReadonlySet<string>
  seats: ReadonlySet<string>
  /** Operators see where every letter is stuck, but not the letters. */
  operator: boolean
}

/** Looks up the offices of the seats held; one read for accounts, none for agents. */
export async function reachOf(seats: Repositories['seats'], caller: Caller): Promise<Reach> {
  if (caller.kind === 'agent')
    return { offices: new Set(caller.agent.offices), seats: new Set(), operator: false }
  const operator = hasRole(caller, ['operator', 'admin'])
  return { ...(await reachBy(seats, heldSeats(caller))), operator }
}

/** The reach with that of the vacant seats that fall to the caller; null where none does. */
export async function widerReach(
  seats: Repositories['seats'],
  caller: Caller,
  reach: Reach,
): Promise<Reach | null> {
  const acting = await actingSeats(caller)
  return acting.length === reach.seats.size ? null : { ...reach, ...(await reachBy(seats, acting)) }
}

async function reachBy(seats: Repositories['seats'], ids: readonly string[]) {
  const seatsById = await seats.byIds(ids)
  const offices = [...seatsById.values()].map(({ office }) => office).filter((office) => office !== '')
  return { offices: new Set(offices), seats: new Set(ids) }
}

/** Whether the caller acts for the seat now. */
export async function actsFor(caller: Caller, seat: Pick<Seat, 'id' | 'office'>): Promise<boolean> {
  return caller.kind === 'account'
    ? (await actsAmong(caller, [seat.id])).has(seat.id)
    : seat.office !== '' && caller.agent.offices.includes(seat.office)
}

export const requireSeatErrors = ['seat-not-held'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `seat-not-held` unless the caller acts for the seat now. */
export async function requireSeat(caller: Caller, seat: Pick<Seat, 'id' | 'office'>): Promise<void> {
  if (!(await actsFor(caller, seat))) throw new KcsError('seat-not-held')
}

export const requireOfficeErrors = [
  'seat-not-held',
  'office-not-served',
] as const satisfies readonly ErrorCode[]

/**
 * Returns a seat of the office that the caller acts for, one held before others; '' for an agent that serves the office. Throws
 * KcsError `seat-not-held` or `office-not-served` unless the office is one of the caller's.
 */
export async function requireOffice(
  seats: Repositories['seats'],
  caller: Caller,
  office: string,
): Promise<string> {
  const seat = await seatInOffice(seats, caller, office)
  if (seat === null) throw new KcsError(caller.kind === 'agent' ? 'office-not-served' : 'seat-not-held')
  return seat
}

/** The same; returns null where the office is none of the caller's. */
export async function seatInOffice(
  seats: Repositories['seats'],
  caller: Caller,
  office: string,
): Promise<string | null> {
  if (caller.kind === 'agent') return caller.agent.offices.includes(office) ? '' : null
  const seatsById = await seats.byIds(heldSeats(caller))
  const own = [...seatsById.values()].find((seat) => seat.office === office)
  return own ? own.id : caller.acting.inOffice(office)
}

/** Whether the tapal is the caller's to see. Its text may still be kept from an operator. */
export async function seesTapal(caller: Caller, reach: Reach, tapal: Tapal): Promise<boolean> {
  if (isTestOfAnother(caller, tapal)) return false
  return reach.operator || (await isOwnTapal(caller, reach, tapal))
}

/** Whether a letter is a test letter, and of another agent than the caller: nobody else sees it, whoever the caller is. */
export function isTestOfAnother(caller: Caller, { test }: { test?: TestMark }): boolean {
  return test !== undefined && (caller.kind !== 'agent' || caller.agent.id !== test.agent)
}

/** Whose test letters a list may show; undefined where letters are meant, for these have no tester. */
export function testerOf({ sandbox }: { sandbox?: true }, caller: Caller): string | undefined {
  if (!sandbox) return undefined
  return caller.kind === 'agent' ? caller.agent.id : ''
}

/** Whether the tapal is of an office of the caller, on either side, or of a seat the caller acts for. */
export async function isOwnTapal(caller: Caller, reach: Reach, tapal: Tapal): Promise<boolean> {
  if (isTestOfAnother(caller, tapal)) return false
  return (
    reach.offices.has(tapal.sender.office) ||
    reach.offices.has(tapal.office) ||
    (await actsAmong(caller, [tapal.seat, tapal.sender.seat, ...tapal.escalatedTo])).size > 0
  )
}

/** Whether the dispatch is the caller's to see. Its text may still be kept from an operator. */
export async function seesDispatch(caller: Caller, reach: Reach, dispatch: Dispatch): Promise<boolean> {
  if (isTestOfAnother(caller, dispatch)) return false
  return reach.operator || (await isOwnDispatch(caller, reach, dispatch))
}

/** Whether the dispatch was sent by an office of the caller, or by a seat the caller acts for. */
export async function isOwnDispatch(
  caller: Caller,
  reach: Reach,
  { sender }: Pick<Dispatch, 'sender'>,
): Promise<boolean> {
  return reach.offices.has(sender.office) || (await actsAmong(caller, [sender.seat])).size > 0
}
