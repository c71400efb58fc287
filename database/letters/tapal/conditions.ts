// What a row must still be at the moment of a write, by name: callers know no operators of the database.

import { GIVEN_BACK, NOT_GIVEN_BACK, OUTSIDE_MECHANISMS } from '../../../domain/letters/tapal/recall'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { TapalState } from '../../../domain/letters/tapal/states'

/** Conditions of a write beside the state that the change itself needs; all that are given must hold. */
export interface TapalCondition
  extends Partial<
    Pick<Tapal, 'dueAt' | 'level' | 'sequence' | 'postalNumber' | 'withdrawOwed' | 'endpoint' | 'owes'>
  > {
  /** In place of the states that the transition table allows. */
  state?: TapalState | readonly TapalState[]
  /** The seat is the addressed one, or one to which the tapal escalated. */
  actingSeat?: string
  /** A try of its delivery is still to come. */
  awaitsTry?: true
  /** The claim of this id holds it. */
  claim?: string
  /** Nobody has it in hand but, maybe, who holds this claim. */
  heldBy?: string
  /** A seat was found for it when it was routed. */
  hasSeat?: true
  /** Where it was recalled, its office may have it all the same: it had left KCS, and nobody gave it back. */
  isThereIfRecalled?: true
  /** Nobody is handing it over at this instant. */
  freeAt?: Date
  /** Its sender has not reminded its office since this instant. */
  notRemindedSince?: Date
}

/** The same as a filter. */
export function filterOf(condition: TapalCondition): Record<string, unknown> {
  const { state, actingSeat, awaitsTry, claim, heldBy, hasSeat, isThereIfRecalled, ...others } = condition
  const { freeAt, notRemindedSince, ...fields } = others
  const either = [
    ...(actingSeat === undefined ? [] : [{ $or: [{ seat: actingSeat }, { escalatedTo: actingSeat }] }]),
    ...(heldBy === undefined ? [] : [{ $or: [{ claim: null }, { 'claim.id': heldBy }] }]),
    ...(isThereIfRecalled ? [{ $or: thereIfRecalled() }] : []),
    ...(notRemindedSince
      ? [{ $or: [{ remindedAt: null }, { remindedAt: { $lte: notRemindedSince } }] }]
      : []),
    ...(freeAt ? [{ $or: [{ claim: null }, { 'claim.until': { $lte: freeAt } }] }] : []),
  ]
  return {
    ...fields,
    ...(state === undefined ? {} : { state: typeof state === 'string' ? state : { $in: state } }),
    ...(awaitsTry ? { nextAttemptAt: { $type: 'date' } } : {}),
    ...(claim === undefined ? {} : { 'claim.id': claim }),
    ...(hasSeat ? { seat: { $ne: '' } } : {}),
    ...(either.length === 0 ? {} : { $and: either }),
  }
}

function thereIfRecalled(): Record<string, unknown>[] {
  return [
    { state: { $ne: 'recalled' } },
    {
      mechanism: { $in: OUTSIDE_MECHANISMS },
      attempts: { $gt: 0 },
      'events.cause': { $ne: GIVEN_BACK },
    },
    { 'events.cause': NOT_GIVEN_BACK },
  ]
}
