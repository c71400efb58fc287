// The rules of seats, within the transaction that changes one.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireSpan } from '../../../domain/directory/office/changes'
import type { Seat } from '../../../domain/directory/seat/seat'
import { requireStrength, requireStrengthErrors } from '../sanctioned-post/strength'

export type SeatRecord = Pick<Repositories, 'seats' | 'offices' | 'sanctionedPosts'>

/** More steps than any line of reporting has. */
const LONGEST_LINE = 50

export const requireSeatRulesErrors = [
  'seat-unknown',
  'reporting-loop',
  'sanctioned-post-unknown',
  'span-invalid',
  ...requireStrengthErrors,
] as const satisfies readonly ErrorCode[]

/**
 * What must hold of a seat after a change of it; what has not changed is not checked again. Throws KcsError
 * `span-invalid`, `seat-unknown`, `reporting-loop`, `sanctioned-post-unknown`, `strength-exceeded`.
 */
export async function requireSeatRules(
  record: Omit<SeatRecord, 'offices'>,
  seat: Seat,
  before: Seat | null,
  at: Date,
  session: Session,
): Promise<void> {
  const differs = (name: keyof Seat): boolean => String(seat[name]) !== String(before?.[name] ?? null)
  requireSpan({ from: seat.activeFrom, until: seat.activeUntil })
  if (seat.reportsTo !== null && differs('reportsTo')) await requireLine(record, seat, session)
  if (seat.linkOfficer !== null && differs('linkOfficer')) {
    if (seat.linkOfficer === seat.id)
      throw new KcsError('reporting-loop', { detail: 'A seat cannot be its own link officer.' })
    if (!(await record.seats.read(seat.linkOfficer, session)))
      throw new KcsError('seat-unknown', { detail: seat.linkOfficer })
  }
  const changesStrength = differs('sanctionedPost') || differs('activeFrom') || differs('activeUntil')
  if (seat.sanctionedPost !== null && changesStrength)
    await requirePlaceInPost(record, { ...seat, sanctionedPost: seat.sanctionedPost }, at, session)
}

/** Throws KcsError unless the line above the seat is there and ends. */
async function requireLine(
  { seats }: Pick<SeatRecord, 'seats'>,
  seat: Seat,
  session: Session,
): Promise<void> {
  await seats.takeTurnOfLines(session)
  let above = seat.reportsTo
  for (let step = 0; above !== null; step += 1) {
    if (above === seat.id || step === LONGEST_LINE) throw new KcsError('reporting-loop')
    const next = await seats.read(above, session)
    if (!next && step === 0) throw new KcsError('seat-unknown', { detail: above })
    above = next?.reportsTo ?? null
  }
}

/** Throws KcsError unless the post is one of the office's and has room for the seat. */
async function requirePlaceInPost(
  record: Omit<SeatRecord, 'offices'>,
  seat: Seat & { sanctionedPost: string },
  at: Date,
  session: Session,
): Promise<void> {
  await record.sanctionedPosts.takeTurn(seat.sanctionedPost, session)
  const post = await record.sanctionedPosts.read(seat.sanctionedPost, session)
  if (post?.office !== seat.office)
    throw new KcsError('sanctioned-post-unknown', { detail: seat.sanctionedPost })
  const since = seat.activeFrom !== null && seat.activeFrom > at ? seat.activeFrom : at
  await requireStrength(record, post, { since, added: seat }, session)
}
