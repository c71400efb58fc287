// PUT /v1/session/language

import { route } from '../../../http/route'
import { setLanguage, setLanguageErrors } from '../../../../services/access/account/set-language'
import { presentSession } from './presenter'
import { languageSchema, sessionSchema } from './schema'

export const setLanguageRoute = route({
  method: 'put',
  path: '/v1/session/language',
  operationId: 'setLanguage',
  summary: 'Choose the language of the screens',
  tag: 'Session',
  access: 'person',
  body: { schema: languageSchema },
  givesSecret: true,
  responses: { 200: { description: 'Who is signed in, and the seats held now.', schema: sessionSchema } },
  errors: [...setLanguageErrors, 'session-ended', 'cross-site', 'validation-failed'],
  handler: async ({ deps, identity, body }) => {
    const officer = await setLanguage(deps, identity, body.language)
    return { status: 200, body: await presentSession(deps.repositories, officer) }
  },
})
