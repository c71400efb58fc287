// What of a letter, and of the office that gets it, decides which level holds.

import type { Classification, LetterKind, Urgency } from '../dispatch/dispatch'
import { priorityOf } from '../dispatch/priority'
import type { LevelCondition } from './level'

export interface LetterFacts {
  kind: LetterKind
  classification: Classification
  urgency: Urgency
  /** YYYY-MM-DD, by which the sender wants it done. */
  fixedDate?: string | undefined
  /** Empty if the sender gave none. */
  subjectCode: string
}

export interface LevelFacts extends LetterFacts {
  officeKind: string
}

/** What the letter or the office says to a condition. */
export function valueOf(facts: LevelFacts, condition: LevelCondition): string {
  switch (condition) {
    case 'subjectCodes':
      return facts.subjectCode
    case 'officeKinds':
      return facts.officeKind
    case 'priorities':
      return priorityOf(facts)
    case 'classifications':
      return facts.classification
    case 'kinds':
      return facts.kind
  }
}
