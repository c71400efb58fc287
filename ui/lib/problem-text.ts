// A fault in the reader's words.

import type { TFunction } from 'i18next'
import { codeWords } from './code-words'
import type { Problem } from './problem'

/** The sentence for a code; for a code without words of ours, the service's own. */
export function problemText({ code, text }: Pick<Problem, 'code' | 'text'>, t: TFunction): string {
  return codeWords('problem', code, t, text || t('problem.internal'))
}
