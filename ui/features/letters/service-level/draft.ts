// A service level as it stands in the form, and as it is sent.

import { type Term, TERM_UNITS, type TermUnit } from '../../../../domain/common/clock/term'
import { CODE } from '../../../../domain/common/text/code'
import { LEVEL_CLOCKS, type LetterKind, type LevelClock } from '../../../../domain/letters/dispatch/dispatch'
import type { Priority } from '../../../../domain/letters/dispatch/priority'
import type { LevelText, ServiceLevel } from '../../../contract/letters'
import { today } from '../../../lib/time'

/** Ids stand in addresses and in explanations. */
export const LEVEL_ID = CODE

/** Units that are offered: clocks of seconds are for demonstrations. */
export const OFFERED_UNITS: readonly TermUnit[] = TERM_UNITS.filter((unit) => unit !== 'seconds')

/** A term as it is typed; without an amount its clock does not run. */
export interface TermDraft {
  amount: string
  unit: TermUnit
}

export type LevelDraft = Record<LevelClock, TermDraft> & {
  id: string
  name: string
  nameMl: string
  priorities: Priority[]
  kinds: LetterKind[]
  officeKinds: string[]
  /** Apart by commas. */
  subjectCodes: string
  /** From one seat to the seat above, in hours. */
  every: string
  source: string
  /** A day; empty or today for now. */
  from: string
}

export function draftOf(level: ServiceLevel | null): LevelDraft {
  const when = level?.when ?? {}
  const draftOfTerm = (clock: LevelClock): TermDraft => {
    const term = level?.terms[clock]
    return term ? { amount: String(term.amount), unit: term.unit } : { amount: '', unit: 'working-days' }
  }
  const [acknowledge, open, act, reply, transfer, dispose] = LEVEL_CLOCKS.map(draftOfTerm)
  return {
    ...{ acknowledge: acknowledge!, open: open!, act: act! },
    ...{ reply: reply!, transfer: transfer!, dispose: dispose! },
    ...{ id: level?.id ?? '', name: level?.name ?? '', nameMl: level?.nameMl ?? '' },
    ...{ priorities: when.priorities ?? [], kinds: when.kinds ?? [], officeKinds: when.officeKinds ?? [] },
    subjectCodes: when.subjectCodes?.join(', ') ?? '',
    every: String((level?.escalateEverySeconds ?? 86_400) / 3_600),
    source: level?.source ?? '',
    from: today(),
  }
}

/** The term that is typed; null where it is none. */
export function termOf({ amount, unit }: TermDraft): Term | null {
  return /^[1-9]\d{0,6}$/.test(amount.trim()) ? { amount: Number(amount), unit } : null
}

/** What is sent. What the form does not show of a level, its classifications and its end, stays as it is. */
export function textOf(draft: LevelDraft, level: ServiceLevel | null): LevelText {
  const { priorities, kinds, officeKinds, name, nameMl, source } = draft
  const subjectCodes = draft.subjectCodes.split(',').flatMap((one) => one.trim() || [])
  const given = Object.fromEntries(
    Object.entries({ priorities, kinds, officeKinds, subjectCodes }).filter(([, list]) => list.length > 0),
  )
  const { until = null } = level ?? {}
  const { classifications } = level?.when ?? {}
  const rest = Object.fromEntries(
    LEVEL_CLOCKS.flatMap((clock) => {
      const term = termOf(draft[clock])
      return term ? [[clock, term] as const] : []
    }),
  )
  const acknowledge = termOf(draft.acknowledge) ?? { amount: 0, unit: 'working-days' }
  return {
    ...{ name, nameMl, source },
    until: until !== null && until > new Date().toISOString() ? until : null,
    when: { ...given, ...(classifications ? { classifications } : {}) },
    terms: { ...rest, acknowledge },
    escalateEverySeconds: Math.round(Number(draft.every) * 3_600),
  }
}
