// GET /v1/offices/:code

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentWhole } from './presenter'
import { asOfQuery, officeDoc, officeParams } from './schema'

export const readOfficeRoute = route({
  method: 'get',
  path: '/v1/offices/:code',
  operationId: 'readOffice',
  summary: 'One office, as of an instant',
  tag: 'Directory',
  access: 'known',
  params: officeParams,
  query: asOfQuery,
  responses: { 200: officeDoc },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, now }) => {
    const office = await deps.repositories.offices.byCode(params.code)
    if (!office) throw new KcsError('not-found')
    const at = instantOf(query.at) ?? now
    return { status: 200, body: presentWhole(office, at), headers: etag(office.version) }
  },
})
