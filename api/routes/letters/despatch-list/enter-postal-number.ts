// POST /v1/despatch-lists/postal-numbers: the number that the post gave a letter.

import { post, postErrors } from '../../../../services/letters/tapal/post'
import { route } from '../../../http/route'
import { postalNumberSchema, postedSchema, TAG } from './schema'

export const enterPostalNumberRoute = route({
  method: 'post',
  path: '/v1/despatch-lists/postal-numbers',
  operationId: 'enterPostalNumber',
  summary: 'Enter the number that the post gave a letter',
  tag: TAG,
  access: 'known',
  body: { schema: postalNumberSchema },
  responses: {
    200: { description: 'The letter is posted; a repeat returns the same.', schema: postedSchema },
  },
  errors: [...postErrors, 'validation-failed'],
  async handler({ deps, identity, body, now }) {
    const { tapalId, postalNumber } = body
    const { tapal } = await post(deps, identity, { tapal: tapalId, postalNumber }, now)
    return { status: 200, body: { tapalId, postalNumber, state: tapal.state } }
  },
})
