// What iAPS means when it does not take a letter, and what the faults of a drop mean for it.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { ownFault } from '../../domain/letters/delivery/own-fault'
import { type RefusalCode } from '../../domain/letters/tapal/refusal'
import { DropFault } from './drop'

/** Why an office does not take a letter. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  'other-office': 'not-for-this-office',
  unreadable: 'unreadable',
  'enclosure-missing': 'enclosure-missing',
  unsigned: 'not-signed',
  'wrong-language': 'wrong-language',
  duplicate: 'duplicate-letter',
  other: 'other',
}

/** Faults of a drop that another one would have, too. */
const lasting: readonly string[] = ['manifest-unknown', 'too-large', 'type-unknown']

/** Our refusal code of one of theirs. */
export function refusalCode(fault: string): RefusalCode {
  return Object.hasOwn(refusals, fault) ? refusals[fault]! : 'other'
}

/** Whether a letter whose drop was not whole may be dropped anew. */
export function isPassing(fault: string): boolean {
  return !lasting.includes(fault)
}

/** What something thrown on the way to a drop means. `committing` where the letter may lie there because of it. */
export function outcomeOfThrown(error: unknown, committing = false): Outcome {
  if (!(error instanceof DropFault)) return ownFault(error)
  const { fault, kind } = error
  if (kind === 'auth') return { kind: 'auth', code: fault }
  return { kind: 'retry-later', code: fault, inDoubt: committing && kind === 'sent' }
}
