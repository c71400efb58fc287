// Service levels, and the times that they give, as they are returned.

import type { z } from 'zod'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { Term } from '../../../../domain/common/clock/term'
import { lineInEnglish, termIn as termInEnglish } from '../../../../domain/common/clock/words'
import { lineInMalayalam, termIn as termInMalayalam } from '../../../../domain/common/clock/words-ml'
import { LEVEL_CLOCKS, type LevelClock } from '../../../../domain/letters/dispatch/dispatch'
import type { PromisedClock } from '../../../../domain/letters/service-level/due'
import type { ChosenTimes } from '../../../../domain/letters/service-level/times'
import { reasonInEnglish } from '../../../../domain/letters/service-level/words'
import { reasonInMalayalam } from '../../../../domain/letters/service-level/words-ml'
import type { LevelAnswer } from '../../../../services/letters/service-level/explain'
import type { chosenFields, LevelAnswerResponse } from './schema'

type Chosen = z.output<z.ZodObject<typeof chosenFields>>

/** The times of a tapal, and why it has them. */
export function presentChosen({ times, level, why }: ChosenTimes): Chosen {
  const { fixed, within = {}, acknowledgeWithinSeconds, escalateEverySeconds } = times
  const seconds: Term = { amount: acknowledgeWithinSeconds, unit: 'seconds' }
  const terms = LEVEL_CLOCKS.flatMap((clock) => {
    if (fixed?.clock === clock) return [presentFixed(clock, fixed.day)]
    const term = within[clock] ?? (clock === 'acknowledge' ? seconds : undefined)
    return term ? [presentTerm(clock, term)] : []
  })
  const levelWhy = why.map((one) => ({
    code: one.code,
    en: reasonInEnglish(one),
    ml: reasonInMalayalam(one),
  }))
  return { level, terms, escalateEverySeconds, levelWhy }
}

function presentTerm(clock: LevelClock, { amount, unit }: Term): Chosen['terms'][number] {
  const term = { amount, unit }
  return { clock, amount, unit, en: termInEnglish(term), ml: termInMalayalam(term) }
}

function presentFixed(clock: LevelClock, day: string): Chosen['terms'][number] {
  return { clock, amount: null, unit: null, en: `on ${day}`, ml: `${day}-ന്` }
}

/** The answer for a hypothetical letter. */
export function presentLevelAnswer(answer: LevelAnswer): LevelAnswerResponse {
  const { holds, officeKind, calendar, clocks, service } = answer
  return {
    ...presentChosen(answer),
    name: holds?.name ?? null,
    nameMl: holds?.nameMl ?? null,
    source: holds?.source ?? null,
    ...{ officeKind, calendar },
    clocks: clocks.map(presentPromised),
    serviceDelivery: presentPromised(service),
  }
}

function presentPromised({ clock, dueAt, lines }: PromisedClock): LevelAnswerResponse['serviceDelivery'] {
  return {
    clock,
    dueAt: dueAt?.toISOString() ?? null,
    dueDay: dueAt && dayInKerala(dueAt),
    lines: lines.map((line) => ({ code: line.code, en: lineInEnglish(line), ml: lineInMalayalam(line) })),
  }
}
