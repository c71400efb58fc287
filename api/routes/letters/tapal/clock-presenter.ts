// Clocks of a tapal with their days, and the lines that explain them.

import { dayInKerala } from '../../../../domain/common/clock/ist'
import { clockCard } from '../../../../domain/common/clock/kinds'
import type { z } from 'zod'
import type { TapalClock } from '../../../../domain/letters/tapal/clock'
import { pausedSince } from '../../../../domain/letters/tapal/clocks'
import type { ExplainedClock } from '../../../../services/letters/tapal/explain-clocks'
import { presentLine } from '../../directory/calendar/presenter'
import type { explainedClocksSchema, tapalClockSchema } from './clock-schema'

export function presentClock(clock: TapalClock): z.output<typeof tapalClockSchema> {
  const { kind, since, dueAt, nextAt, level, changes = [] } = clock
  return {
    kind,
    since: since.toISOString(),
    dueAt: iso(dueAt),
    dueDay: dueAt && dayInKerala(dueAt),
    nextStepAt: iso(nextAt),
    level,
    pausedSince: iso(pausedSince(clock)),
    extensions: changes.flatMap((change) => (change.what === 'extend' ? [change.term] : [])),
  }
}

export function presentExplained({
  clock,
  lines,
  wouldBeDueAt,
}: ExplainedClock): z.input<typeof explainedClocksSchema>['items'][number] {
  const { name, nameMl } = clockCard(clock.kind)
  return {
    ...{ ...presentClock(clock), name, nameMl },
    lines: lines.map(presentLine),
    wouldBeDueAt: iso(wouldBeDueAt),
  }
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
