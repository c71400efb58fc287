// A letter as a sender hands it over, before it is a dispatch.

import type { Term } from '../../../domain/common/clock/term'
import {
  DEFAULT_TIMES,
  type DispatchTimes,
  type Grade,
  type Language,
  type LetterKind,
  STATED_CLOCKS,
  type StatedClock,
  type Urgency,
} from '../../../domain/letters/dispatch/dispatch'
import type { StatedTimes as Stated } from '../../../domain/letters/service-level/times'
import type { TestBehaviour } from '../../../domain/letters/sandbox/test-letter'
import type { Purpose, Recipient } from '../../../domain/letters/dispatch/recipients'
import type { NamedDocument } from './checks'

/** A recipient with fields that may be undefined, as a parsed request has them. */
export interface NamedRecipient {
  office?: string | undefined
  seat?: string | undefined
  group?: string | undefined
  purpose: Purpose
}

export interface StatedTimes {
  acknowledgeWithinSeconds?: number | undefined
  escalateEverySeconds?: number | undefined
  within?: { [Kind in StatedClock]?: Term | undefined } | undefined
}

export interface NewLetter {
  sender: { seat: string }
  kind: LetterKind
  subject: string
  letterNumber: string
  letterDate: string
  fileNumber?: string | undefined
  subjectCode?: string | undefined
  urgency?: Urgency | undefined
  fixedDate?: string | undefined
  classification?: Grade | undefined
  language?: Language | undefined
  recipients: readonly NamedRecipient[]
  documents: readonly NamedDocument[]
  times?: StatedTimes | undefined
  /** It is a test letter; with a test key every letter is one. */
  test?: boolean | undefined
  /** What the test office does with it. */
  testBehaviour?: TestBehaviour | undefined
}

/** The sender's list without fields that are undefined. */
export function recipientsOf(recipients: readonly NamedRecipient[]): Recipient[] {
  return recipients.map(({ office, seat, group, purpose }) => {
    const recipient: Recipient = { purpose }
    if (office !== undefined) recipient.office = office
    if (seat !== undefined) recipient.seat = seat
    if (group !== undefined) recipient.group = group
    return recipient
  })
}

/** The stated times as they are kept; which of the rest a tapal has its service level says. */
export function statedTimesOf({
  acknowledgeWithinSeconds,
  escalateEverySeconds,
  within,
}: StatedTimes = {}): Stated {
  return {
    ...(acknowledgeWithinSeconds === undefined ? {} : { acknowledgeWithinSeconds }),
    ...(escalateEverySeconds === undefined ? {} : { escalateEverySeconds }),
    ...termsOf(within),
  }
}

/** The stated times, with the defaults where none are stated. */
export function timesOf(stated: StatedTimes | undefined): DispatchTimes {
  const { acknowledgeWithinSeconds, escalateEverySeconds } = DEFAULT_TIMES
  return {
    acknowledgeWithinSeconds: stated?.acknowledgeWithinSeconds ?? acknowledgeWithinSeconds,
    escalateEverySeconds: stated?.escalateEverySeconds ?? escalateEverySeconds,
    ...termsOf(stated?.within),
  }
}

/** Nothing where none is stated: rows of most letters have no such field. */
function termsOf(stated: StatedTimes['within'] = {}): Pick<DispatchTimes, 'within'> {
  const terms = STATED_CLOCKS.flatMap((kind) => {
    const term = stated[kind]
    return term ? [[kind, term] as const] : []
  })
  return terms.length === 0 ? {} : { within: Object.fromEntries(terms) }
}
