// POST /v1/agent/endpoints/:id/specimen

import { handSpecimen, handSpecimenErrors } from '../../../../services/letters/endpoint/hand-specimen'
import { route } from '../../../http/route'
import { OWN_TAG, specimenResponseSchema, specimenSchema } from './own-schema'
import { endpointParams } from './schema'

export const handSpecimenRoute = route({
  method: 'post',
  path: '/v1/agent/endpoints/:id/specimen',
  operationId: 'handSpecimen',
  summary: 'Have a specimen letter handed over, and see what you answered',
  description:
    'It is called as any letter is, marked SPECIMEN, enters no register, and is asked for and taken back at once where your system can do that. What you report of it is refused as tapal-unknown.',
  tag: OWN_TAG,
  access: 'known',
  params: endpointParams,
  body: { schema: specimenSchema, optional: true },
  responses: { 200: { description: 'The calls, and what came of each.', schema: specimenResponseSchema } },
  errors: [...handSpecimenErrors, 'validation-failed'],
  async handler({ deps, shared, identity, params, body, now, ctx }) {
    const calling = shared.waiting.begin(`calls to ${params.id}`, true, ctx.res)
    try {
      const input = { endpoint: params.id, office: body?.office }
      return { status: 200, body: await handSpecimen(deps, identity, input, now) }
    } finally {
      calling.over()
    }
  },
})
