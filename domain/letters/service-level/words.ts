// Why a letter has its times, in English.

import { clockCard } from '../../common/clock/kinds'
import type { LevelCondition } from './level'
import type { LevelReason } from './reason'

const CONDITIONS: Record<LevelCondition, string> = {
  subjectCodes: 'the subject code',
  officeKinds: 'the kind of office',
  priorities: 'the priority',
  classifications: 'the classification',
  kinds: 'the kind of letter',
}

const VALUES: Readonly<Record<string, string>> = {
  normal: 'ordinary',
  'fixed-date': 'fixed date',
  'government-order': 'Government Order',
}

/** One reason in English; a whole sentence. */
export function reasonInEnglish(reason: LevelReason): string {
  switch (reason.code) {
    case 'fits':
      return `It names ${CONDITIONS[reason.condition]}: ${valueIn(reason)}.`
    case 'fits-all':
      return 'It names no condition and holds for every letter for which no other does.'
    case 'goes-before':
      return `It goes before the level ${reason.level}, which fits too: ${becauseIn(reason.because)}.`
    case 'none-fits':
      return 'No level fits. The times of KCS itself hold.'
    case 'stated':
      return `The time for ${clockCard(reason.clock).name} is the one that the sender states.`
    case 'ladder-stated':
      return 'The time from seat to seat above is the one that the sender states.'
    case 'all-stated':
      return 'The letter was accepted when its times were not taken from levels yet.'
    case 'fixed-date':
      return `The clock for ${clockCard(reason.clock).name} is due on ${reason.day}, the date that the sender fixed.`
  }
}

function valueIn({ condition, value }: Extract<LevelReason, { code: 'fits' }>): string {
  return condition === 'subjectCodes' || condition === 'officeKinds' ? value : (VALUES[value] ?? value)
}

function becauseIn(because: Extract<LevelReason, { code: 'goes-before' }>['because']): string {
  switch (because) {
    case 'more-conditions':
      return 'it names more conditions'
    case 'weightier-condition':
      return 'it names a weightier condition'
    case 'began-later':
      return 'both name the same conditions, and it began later'
    case 'first-by-id':
      return 'both name the same conditions, and its id comes first'
  }
}
