// Handing a seat over: given by its holder, taken by the next under the own login, with all that is open in it.

import type { DispatchState } from '../../letters/dispatch/dispatch'
import type { TapalState } from '../../letters/tapal/states'
import type { ChargeKind } from '../charge/charge'

/** Something that the next holder has to see to. */
export type OpenItem = {
  id: string
  /** The letter it belongs to; of a dispatch its own id. */
  dispatch: string
  /** The earliest instant at which something is due, or null. */
  dueAt: Date | null
} & ({ kind: 'tapal'; state: TapalState } | { kind: 'dispatch'; state: DispatchState })

/** How many there are of each, also of those that are not listed. */
export interface OpenCounts {
  tapals: number
  dispatches: number
  overdue: number
}

export const HANDOVER_STATES = ['given', 'taken', 'withdrawn'] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]

export interface Handover {
  id: string
  seat: string
  /** Who held the seat; null where it was vacant and the head of the office gave it. */
  from: string | null
  to: string
  /** The charge that is handed over, and the kind in which it goes on. */
  charge: string | null
  kind: ChargeKind
  state: HandoverState
  /** By the head of the office alone, because a holder could not or would not sign. */
  oneSided: boolean
  reason: string
  note: string
  givenAt: Date
  /** Who gave it: the holder, or the head of the office. */
  givenBy: string
  /** The giver's charge ended with the giving; the seat is vacant until it is taken. */
  leftAtOnce: boolean
  takenAt: Date | null
  /** As at the giving. */
  items: OpenItem[]
  counts: OpenCounts
}
