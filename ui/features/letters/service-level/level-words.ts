// Conditions and terms of service levels in the reader's language.

import type { TFunction } from 'i18next'
import type { Term } from '../../../../domain/common/clock/term'
import { termIn } from '../../../../domain/common/clock/words'
import { termIn as termInMalayalam } from '../../../../domain/common/clock/words-ml'
import { OFFICE_KINDS } from '../../../../domain/directory/office/kinds'
import { LETTER_KINDS } from '../../../../domain/letters/dispatch/dispatch'
import { PRIORITIES } from '../../../../domain/letters/dispatch/priority'
import { LEVEL_CONDITIONS, type LevelCondition } from '../../../../domain/letters/service-level/level'
import type { ServiceLevel } from '../../../contract/letters'
import { currentLanguage } from '../../../lib/i18n'

/** `3 working days` */
export function termWords(term: Term): string {
  return currentLanguage() === 'ml' ? termInMalayalam(term) : termIn(term)
}

/** A line for each condition; one where there is none. */
export function conditionWords(when: ServiceLevel['when'], t: TFunction): string[] {
  const lines = LEVEL_CONDITIONS.flatMap((condition) => {
    const values = when[condition]
    if (!values) return []
    const words = values.map((value) => valueWords(condition, value, t)).join(', ')
    return [`${t(`levels.condition.${condition}`)}: ${words}`]
  })
  return lines.length > 0 ? lines : [t('levels.every-letter')]
}

/** What a value of a condition is called; codes and kinds that the portal has no word for stay as they are. */
export function valueWords(condition: LevelCondition, value: string, t: TFunction): string {
  const officeKind = OFFICE_KINDS.find((one) => one === value)
  const priority = PRIORITIES.find((one) => one === value)
  const kind = LETTER_KINDS.find((one) => one === value)
  if (condition === 'officeKinds' && officeKind) return t(`office-kind.${officeKind}`)
  if (condition === 'priorities' && priority) return t(`levels.priority.${priority}`)
  if (condition === 'kinds' && kind) return t(`kind.${kind}`)
  return condition === 'classifications' ? t('levels.classification-normal') : value
}
