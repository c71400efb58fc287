// What the judge looks at once all is quiet: what was accepted, what the record holds, what lies at the offices.

import type { DispatchChange } from '../../domain/letters/dispatch/change'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import type { Tapal } from '../../domain/letters/tapal/tapal'

/** A 202, as the client that got it wrote it down. */
export interface AcceptedLetter {
  id: string
  key: string
  /** Codes of the offices that must have it, each once. */
  offices: readonly string[]
  sha256: string
}

/** An acknowledgement that KCS confirmed to a person. */
export interface ConfirmedAcknowledgement {
  tapal: string
  diary: string | null
}

/** A letter as it lies in somebody's filing system; the same letter may have come several times. */
export interface ArrivedLetter {
  system: string
  office: string
  deliveryKey: string
  diary: string | null
  withdrawn: boolean
  /** Of the bytes that lie there. */
  sha256: readonly string[]
}

export interface RunRecord {
  id: string
  status: string
  /** Its payloads held the text of a letter or a name. */
  hasSecret: boolean
}

/** A dispatch with its list of changes. */
export interface KeptDispatch extends Dispatch {
  changes: readonly DispatchChange[]
}

export interface Evidence {
  accepted: readonly AcceptedLetter[]
  confirmed: readonly ConfirmedAcknowledgement[]
  dispatches: readonly KeptDispatch[]
  tapals: readonly Tapal[]
  /** Ids of the audit entries of tapals and dispatches. */
  audit: readonly string[]
  arrived: readonly ArrivedLetter[]
  /** Endpoints of the systems that can be asked what they hold. */
  asked: ReadonlySet<string>
  runs: readonly RunRecord[]
  /** Log files and ids in which the text of a letter or a name was found. */
  leaks: readonly string[]
  /** How long it took until nothing was owed after the last fault, in ms. */
  quietAfterMs: number
  /** How long the letters were sent that had to be done by then, in ms. */
  loadMs: number
}

/** What each invariant found wrong; empty when it holds. */
export type Findings = Record<string, string[]>
