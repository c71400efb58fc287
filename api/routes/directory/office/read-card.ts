// GET /v1/offices/:code/card

import { KcsError } from '../../../../domain/common/error'
import { administers } from '../../../../services/access/right/directory-rights'
import { officeCard } from '../../../../services/directory/office/card'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCard } from './presenter'
import { asOfQuery, cardSchema, officeParams } from './schema'

export const readOfficeCardRoute = route({
  method: 'get',
  path: '/v1/offices/:code/card',
  operationId: 'readOfficeCard',
  summary: 'One office with its place, its seats and their holders, and the health of its endpoints',
  tag: 'Directory',
  access: 'known',
  params: officeParams,
  query: asOfQuery,
  responses: {
    200: {
      description: 'The card.',
      schema: cardSchema,
      headers: { ETag: 'Version of the office, for If-Match.' },
    },
  },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, identity, now }) => {
    const at = instantOf(query.at) ?? now
    const card = await officeCard(deps.repositories, params.code, { at, now })
    if (!card) throw new KcsError('not-found')
    const may = { change: await administers(deps.repositories.seats, identity, card.office) }
    return { status: 200, body: { ...presentCard(card, at), may }, headers: etag(card.office.version) }
  },
})
