// What the Gateway API answers about the way a letter would go.

import type { DispatchRequest, Purpose } from './contract'
import type { Named, Reason } from './directory-contract'

/** A letter that need not be finished yet. */
export type DryRunRequest = Partial<DispatchRequest> & Pick<DispatchRequest, 'sender' | 'recipients'>

export interface RouteRow {
  /** As the sender named it. */
  named: { office?: string; seat?: string; group?: string }
  /** The offices it was addressed to, the first named first; the last is the one that gets it. */
  addressedTo: Named[]
  office: Named | null
  seat: { id: string; designation: string; designationMl: string } | null
  holder: string | null
  actingSeat: string | null
  mechanism: string | null
  endpoint: string | null
  purpose: Purpose
  why: Reason[]
  refusals: { code: string; title: string; remedy: string }[]
  dueAt: string | null
}

export interface DryRun {
  total: number
  counts: { byMechanism: Record<string, number>; refused: number }
  items: RouteRow[]
  next: string | null
}
