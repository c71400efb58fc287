// PUT /v1/service-levels/:id

import { putServiceLevel, putServiceLevelErrors } from '../../../../services/letters/service-level/put'
import { etag, versionGiven } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { levelTextSchema, newLevelParams, savedLevelDoc } from './schema'

export const putServiceLevelRoute = route({
  method: 'put',
  path: '/v1/service-levels/:id',
  operationId: 'putServiceLevel',
  summary: 'Change what a level says for letters to come; without If-Match, add a new one',
  description:
    'Letters accepted before keep their times, whatever is changed. A level that would be as specific as another for the same ' +
    'letter is refused.',
  tag: 'Service levels',
  access: { roles: ['admin'] },
  params: newLevelParams,
  body: { schema: levelTextSchema },
  responses: { 200: savedLevelDoc, 201: { ...savedLevelDoc, description: 'The level, which is new.' } },
  errors: [...putServiceLevelErrors, 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const { terms, when, from, until, ...rest } = body
    const text = {
      ...{ ...rest, id: params.id, version: versionGiven(ctx) },
      ...{ from: instantOf(from), until: instantOf(until) },
      ...{ when: presentFields(when), terms: presentFields(terms) },
    }
    const { level, created, problems } = await putServiceLevel(deps, identity, text, now)
    const location = `/v1/service-levels/${encodeURIComponent(level.id)}`
    return {
      status: created ? 201 : 200,
      body: { ...level, problems },
      headers: { ...etag(level.version), ...(created ? { location } : undefined) },
    }
  },
})
