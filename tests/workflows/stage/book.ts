// The record of a story, in memory: what the imitated activities read and write, and what a story asserts.

import { type Mechanism } from '../../../domain/letters/delivery/mechanism'
import { FAILURES_TO_PAUSE } from '../../../domain/letters/endpoint/endpoint'
import { type TapalState } from '../../../domain/letters/tapal/states'

export interface Row {
  dispatch: string
  office: string
  action: boolean
  mechanism: Mechanism
  endpoint: string
  state: TapalState
  attempts: number
  /** When the next try is due, in ms; null when none is owed. */
  nextAttemptAt: number | null
  parked: boolean
  withdrawOwed: boolean
  owes: boolean
  dueAt: number | null
  level: number
  /** What happened, with the full minutes since the letter was accepted. */
  trace: string[]
}

/** What the filing system at an endpoint does with a tapal. */
export type Answer = 'delivered' | 'down' | 'gone' | { busyForMs: number }

export interface BookEndpoint {
  state: 'open' | 'paused' | 'gone'
  pausedBy: 'kcs' | 'operator' | null
  failures: number
  /** Answers the hand-over; may hold it. */
  answer(row: Row): Answer | Promise<Answer>
  /** Probes so far, with the full minutes since the story began. */
  probes: number[]
}

export interface BookDispatch {
  acceptedAt: number
  recalled: boolean
  closed: boolean
  acknowledgeWithinMs: number
  escalateEveryMs: number
  /** Seats above the addressed one. */
  levels: number
}

export const HOUR = 3_600_000

export class Book {
  readonly dispatches = new Map<string, BookDispatch>()
  readonly endpoints = new Map<string, BookEndpoint>()
  readonly rows: Row[] = []
  /** Names of the activities called, in order. */
  readonly calls: string[] = []

  /** The endpoint, which takes everything until a story says otherwise. */
  endpoint(id: string): BookEndpoint {
    let found = this.endpoints.get(id)
    if (!found) {
      found = { state: 'open', pausedBy: null, failures: 0, answer: () => 'delivered', probes: [] }
      this.endpoints.set(id, found)
    }
    return found
  }

  dispatch(id: string): BookDispatch {
    return this.dispatches.get(id)!
  }

  of(dispatch: string): Row[] {
    return this.rows.filter((row) => row.dispatch === dispatch)
  }

  row(dispatch: string, office: string): Row {
    return this.of(dispatch).find((row) => row.office === office)!
  }

  note(row: Row, what: string, now: number): void {
    const minutes = Math.floor((now - this.dispatch(row.dispatch).acceptedAt) / 60_000)
    row.trace.push(`${what} ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`)
  }

  owing(dispatch: string): { owing: number; next: number | null } {
    const owed = this.of(dispatch).filter((row) => row.owes)
    const due = owed.flatMap((row) => row.dueAt ?? [])
    return { owing: owed.length, next: due.length === 0 ? null : Math.min(...due) }
  }

  parked(endpoint: string): Row[] {
    return this.rows.filter((row) => row.endpoint === endpoint && row.parked && row.nextAttemptAt !== null)
  }

  delivered(row: Row, now: number): void {
    const { acknowledgeWithinMs } = this.dispatch(row.dispatch)
    Object.assign(row, { state: 'delivered', nextAttemptAt: null, parked: false, owes: row.action })
    row.dueAt = row.action ? now + acknowledgeWithinMs : null
    this.note(row, 'delivered', now)
  }

  /** The office takes the tapal, if its state still allows it. */
  acknowledge(row: Row, now: number): boolean {
    if (!['routed', 'handed-over', 'delivered', 'failed', 'expired'].includes(row.state)) return false
    Object.assign(row, {
      state: 'acknowledged',
      owes: false,
      dueAt: null,
      nextAttemptAt: null,
      parked: false,
    })
    this.note(row, 'acknowledged', now)
    return true
  }

  /** Takes back what no office has acknowledged. */
  recall(dispatch: string, now: number): void {
    for (const row of this.of(dispatch)) {
      if (!['routed', 'handed-over', 'delivered', 'failed'].includes(row.state)) continue
      const withdrawOwed = row.attempts > 0
      Object.assign(row, {
        state: 'recalled',
        owes: false,
        dueAt: null,
        nextAttemptAt: null,
        parked: false,
        withdrawOwed,
      })
      this.note(row, 'recalled', now)
    }
  }

  /** A fault of the endpoint; answers whether it is paused by now. */
  failed(endpoint: BookEndpoint): boolean {
    endpoint.failures += 1
    if (endpoint.state === 'open' && endpoint.failures >= FAILURES_TO_PAUSE)
      Object.assign(endpoint, { state: 'paused', pausedBy: 'kcs' })
    return endpoint.state === 'paused'
  }
}
