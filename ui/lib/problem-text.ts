// A fault in the reader's words.

import type { TFunction } from 'i18next'
import i18next from 'i18next'
import type en from '../i18n/en.json'
import type { Problem } from './problem'

type Known = keyof (typeof en)['problem']

/** The sentence for a code; a code we have no words for is told in the service's own. */
export function problemText(problem: Pick<Problem, 'code' | 'text'>, t: TFunction): string {
  return i18next.exists(`problem.${problem.code}`)
    ? t(`problem.${problem.code as Known}`)
    : problem.text || t('problem.internal')
}
