// What can come of handing a tapal over: one taxonomy for all connectors (design §6).

import type { TapalState } from '../tapal/states'
import type { Cause } from '../tapal/event'

/** A diary number and its date, as given by the receiving office. */
export interface Diary {
  number: string
  date: Date
}

/** Characters that are kept of what a system answered. */
export const MAX_ANSWER = 300

/** `answer` is the beginning of what the system answered where all is not well, without secrets, for operators alone. */
export type Outcome = Meaning & { answer?: string }

type Meaning =
  /**
   * It lies in the receiving system; `reference` is that system's own id, `diary` its number if given at once. `dueAt` is
   * when the office promises to be done with it: for the trace, it sets no clock of ours.
   */
  | {
      kind: 'delivered'
      reference?: string
      diary?: Diary
      dueAt?: Date
      inwardNumber?: string
      cause?: Cause
    }
  /** The system already had it under our delivery key. */
  | { kind: 'duplicate'; reference?: string; diary?: Diary; dueAt?: Date }
  /** Taken over but not confirmed; ask again after `askAfterMs`, or wait for a word if absent. */
  | { kind: 'handed-over'; reference?: string; askAfterMs?: number; cause?: Cause }
  /**
   * A passing fault; `inDoubt` when the system may have taken it all the same. `blame` where it is not the endpoint's.
   * `detail` says what could not be read of its answer: places and what was expected there, nothing of the letter.
   */
  | { kind: 'retry-later'; code: string; inDoubt: boolean; blame?: Blame; detail?: string }
  /** The system asks us to come back after a time. */
  | { kind: 'busy'; code: string; afterMs: number }
  /**
   * A permanent fault of this letter at this system, or one that we found before the system was asked. With the cause
   * `mail-bounced` its mail was not taken: what follows is what follows from a mail that comes back later.
   */
  | { kind: 'never'; code: string; blame?: 'kcs'; cause?: 'mail-bounced' }
  /** The receiving side refuses it, with a coded reason and, if known, the right office. */
  | { kind: 'refused'; code: string; reason?: string; rightOffice?: string }
  /** Our credentials are not accepted: a fault of the endpoint, not of the letter. */
  | { kind: 'auth'; code: string }
  /** The endpoint has been taken away for good. */
  | { kind: 'gone'; code: string }

export type OutcomeKind = Outcome['kind']

/** Whose fault it is, where it is not the endpoint's: this letter's alone (its mailbox is full), or our own. */
export type Blame = 'letter' | 'kcs'

/** Whether the outcome speaks against the endpoint rather than against the letter or ourselves. */
export function isEndpointFault(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'retry-later':
      return outcome.blame === undefined
    case 'auth':
    case 'gone':
      return true
    case 'delivered':
    case 'duplicate':
    case 'handed-over':
    case 'busy':
    case 'never':
    case 'refused':
      return false
  }
}

/** Whether the outcome shows that the system is up and deals with letters. One that asks for relief does not just now. */
export function showsSystemUp(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'delivered':
    case 'duplicate':
    case 'handed-over':
    case 'refused':
      return true
    case 'never':
      return outcome.blame === undefined
    case 'retry-later':
      return outcome.blame === 'letter'
    case 'busy':
    case 'auth':
    case 'gone':
      return false
  }
}

/** The state an outcome leads to, or null when the tapal stays where it is and waits. */
export function stateAfter(outcome: Outcome, taking: 'diary' | 'person'): TapalState | null {
  switch (outcome.kind) {
    case 'delivered':
    case 'duplicate':
      return outcome.diary && taking === 'diary' ? 'acknowledged' : 'delivered'
    case 'handed-over':
      return 'handed-over'
    case 'retry-later':
      return outcome.inDoubt ? 'handed-over' : null
    case 'never':
      return 'failed'
    case 'refused':
      return 'refused'
    case 'busy':
    case 'auth':
    case 'gone':
      return null
  }
}
