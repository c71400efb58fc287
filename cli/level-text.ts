// Conditions and terms of service levels as the command line writes them.

import type { LevelResponse } from '../api/routes/letters/service-level/schema'
import { termIn } from '../domain/common/clock/words'
import { LEVEL_CONDITIONS, type LevelCondition } from '../domain/letters/service-level/level'

/** What each condition is called in options and lists. */
const NAMES: Record<LevelCondition, string> = {
  subjectCodes: 'subject code',
  officeKinds: 'office kind',
  priorities: 'priority',
  classifications: 'classification',
  kinds: 'kind',
}

/** `priority urgent, immediate; kind letter`, or `all letters`. */
export function conditionsText(when: LevelResponse['when']): string {
  const named = LEVEL_CONDITIONS.flatMap((condition) => {
    const values = when[condition]
    return values ? [`${NAMES[condition]} ${values.join(', ')}`] : []
  })
  return named.join('; ') || 'all letters'
}

/** `3 working days`. */
export function termText(term: Parameters<typeof termIn>[0]): string {
  return termIn(term)
}
