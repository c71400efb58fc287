// GET /v1/desk/letters/:id: one letter with every try and the exact codes.

import { readDeskLetter, readDeskLetterErrors } from '../../../../services/operations/desk/letters'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentLetterDetail } from './presenter'
import { deskLetterDetailSchema, letterParams, TAG } from './schema'

export const readDeskLetterRoute = route({
  method: 'get',
  path: '/v1/desk/letters/:id',
  operationId: 'readDeskLetter',
  summary: 'One letter with every try and the exact code of each answer',
  tag: TAG,
  access: DESK_ACCESS,
  params: letterParams,
  responses: {
    200: {
      description: 'The letter; subject and names only while the glass is broken.',
      schema: deskLetterDetailSchema,
    },
  },
  errors: [...readDeskLetterErrors],
  async handler({ deps, identity, params, now }) {
    const seen = await readDeskLetter(deps, identity, params.id, now)
    return { status: 200, body: await presentLetterDetail(deps, seen, now) }
  },
})
