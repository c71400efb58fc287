// The ledger of a letter: one entry for each recipient, in the order of districts and offices.

import type { Tapal } from '../tapal/tapal'
import type { TapalState } from '../tapal/states'

/** Which recipients; what is not given is not asked. Empty texts are those of no district or department. */
export interface LedgerFilter {
  states?: readonly TapalState[]
  district?: string
  department?: string
  /** Codes of receiving offices. */
  offices?: readonly string[]
}

/** A recipient as the ledger lists it: without the history of its tapal. */
export type LedgerEntry = Pick<
  Tapal,
  | 'id'
  | 'office'
  | 'seat'
  | 'district'
  | 'department'
  | 'purpose'
  | 'state'
  | 'mechanism'
  | 'attempts'
  | 'parked'
  | 'owes'
  | 'dueAt'
  | 'level'
  | 'inwardNumber'
  | 'diary'
  | 'deliveredAt'
  | 'acknowledgedAt'
  | 'addressedTo'
>
