// The page that a person gets in place of problem+json.

import type { Context } from 'koa'
import { errorEntry } from '../../domain/common/error'
import type { Problem } from '../errors'
import { faultWords } from './fault-words'
import { drawFrame, escape, languageOf } from './frame'

const NUMBER = { en: 'Number of the request', ml: 'അഭ്യർത്ഥന നമ്പർ' } as const

/** Says what is wrong and what to do, in the language of the person. */
export function drawFault(ctx: Context, { code, requestId }: Pick<Problem, 'code' | 'requestId'>): string {
  const language = languageOf(ctx)
  const { title, remedy } = faultWords(code, errorEntry(code).kind)
  return drawFrame(
    language,
    title[language],
    `<div class="fault" role="alert"><p>${remedy[language]}</p></div>` +
      `<p class="small">${NUMBER[language]}: ${escape(requestId)}</p>`,
  )
}
