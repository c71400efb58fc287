// POST /take/:token: the office takes the letter. A second post of the same number gets the first response again.

import { isKcsError } from '../../../../domain/common/error'
import { readLinkedLetter } from '../../../../services/letters/mail-link/read'
import { takeByLink, takeByLinkErrors } from '../../../../services/letters/mail-link/take'
import { route } from '../../../http/route'
import { jsonResponse, letterPage, linkOf, wantsJson } from './response'
import { enteredOf, readForm, takingOf } from './form'
import { TAG, takenSchema, takeParams, takeSchema } from './schema'

export const takeLetterRoute = route({
  method: 'post',
  path: '/take/:token',
  operationId: 'takeLetter',
  summary: 'Take the letter with the diary number of the office; form or JSON',
  description:
    'The token of the mail is the proof. A second post of the same number gets the first response again.',
  tag: TAG,
  access: 'open',
  ownSite: 'own-proof',
  params: takeParams,
  rawBody: ['application/x-www-form-urlencoded', 'application/json'],
  rawSchema: takeSchema,
  givesSecret: true,
  responses: { 200: { description: 'It is taken; a repeat returns the same.', schema: takenSchema } },
  errors: [
    ...takeByLinkErrors,
    'body-too-large',
    'body-cut',
    'body-not-json',
    'body-too-deep',
    'media-type-unsupported',
    'parameter-repeated',
  ],
  async handler(call) {
    const { deps, ctx, now } = call
    const link = linkOf(call)
    // Looked at first: whoever has no link learns nothing of the form.
    await readLinkedLetter(deps, link, now)
    const form = await readForm(ctx)
    try {
      const letter = await takeByLink(deps, { ...link, ...takingOf(form) }, now)
      const { diary } = letter.tapal
      if (wantsJson(call)) return jsonResponse(200, { state: 'acknowledged', diaryNumber: diary?.number })
      return await letterPage(call, letter)
    } catch (error) {
      if (!isKcsError(error) || wantsJson(call)) throw error
      const { code, errors } = error
      return letterPage(call, await readLinkedLetter(deps, link, now), {
        code,
        errors,
        entered: enteredOf(form),
      })
    }
  },
})
