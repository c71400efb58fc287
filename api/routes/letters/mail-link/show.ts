// GET /take/:token: the letter and the form. Looking changes nothing, for scanners of mails look too.

import { readLinkedLetter, readLinkedLetterErrors } from '../../../../services/letters/mail-link/read'
import { route } from '../../../http/route'
import { jsonResponse, letterPage, linkOf, wantsJson } from './response'
import { TAG, takeParams } from './schema'

export const showLetterRoute = route({
  method: 'get',
  path: '/take/:token',
  operationId: 'showLetter',
  summary: 'The letter and the form to take it; changes nothing',
  description: 'JSON for programs that ask for it (`Accept: application/json`), a page for everybody else.',
  tag: TAG,
  access: 'open',
  params: takeParams,
  givesSecret: true,
  responses: { 200: { description: 'The form, or that the letter was taken.', mediaType: 'text/html' } },
  errors: [...readLinkedLetterErrors],
  async handler(call) {
    const letter = await readLinkedLetter(call.deps, linkOf(call), call.now)
    const { state, diary } = letter.tapal
    if (wantsJson(call)) return jsonResponse(200, { state, diaryNumber: diary?.number ?? null })
    return letterPage(call, letter)
  },
})
