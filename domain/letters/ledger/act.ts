// What the sender of a letter does with many of its recipients at once: reminds them, or takes the letter back from them.

import type { Actor } from '../tapal/event'
import type { TapalChange } from '../tapal/change'
import { recallChange } from '../tapal/recall'
import { statesBefore, type TapalState } from '../tapal/states'

export const LEDGER_ACTS = ['remind', 'recall'] as const
export type LedgerActKind = (typeof LEDGER_ACTS)[number]

export const LEDGER_ACT_STATES = ['under-way', 'done'] as const
export type LedgerActState = (typeof LEDGER_ACT_STATES)[number]

/** Of which recipients: null for all, an empty text for those of no district or department. */
export interface LedgerPart {
  district: string | null
  department: string | null
  /** A recall takes the letter back also where it lies already and nobody has acknowledged it. */
  alsoDelivered: boolean
}

/** Nobody is reminded of a letter more often than this. */
export const REMIND_AGAIN_SECONDS = 24 * 3_600

/** The instant before which a recipient must have been reminded last to be reminded at this one. */
export function remindedBefore(at: Date): Date {
  return new Date(at.getTime() - REMIND_AGAIN_SECONDS * 1000)
}

/** The states in which a recipient is meant: reminded is who has the letter and has not acknowledged it. */
export function statesMeant(
  kind: LedgerActKind,
  { alsoDelivered }: Pick<LedgerPart, 'alsoDelivered'>,
): TapalState[] {
  if (kind === 'remind') return ['delivered']
  return statesBefore('recalled').filter((state) => alsoDelivered || state !== 'delivered')
}

/** The key of an act in the traces of its recipients, by which each is dealt with once. */
export function ledgerActKey(id: string): string {
  return `ledger:${id}`
}

/** A recipient is reminded by the sender: told to the seats that can act on it, and kept in the trace. */
export function remindChange(by: { actor: Actor; at: Date; key: string }): TapalChange {
  return { event: { kind: 'notice', cause: 'reminded-by-sender', ...by }, set: { remindedAt: by.at } }
}

/** The letter is taken back from a recipient, as by the recall of the whole. */
export function recallPartChange({ actor, at, key }: { actor: Actor; at: Date; key: string }): TapalChange {
  const change = recallChange(actor, at)
  return { ...change, event: { ...change.event, key } }
}
