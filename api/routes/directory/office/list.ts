// GET /v1/offices

import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { presentFields } from '../../common/request-fields'
import { presentListed } from './presenter'
import { officePageSchema, officeQuery } from './schema'

export const listOfficesRoute = route({
  method: 'get',
  path: '/v1/offices',
  operationId: 'listOffices',
  summary: 'Offices by code; `q` is the beginning of a code or a part of a name',
  description: 'All offices of the State; each parameter narrows the list.',
  tag: 'Directory',
  access: 'known',
  query: officeQuery,
  responses: { 200: { description: 'A page of offices.', schema: officePageSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now, ctx }) => {
    const { limit, after } = pageOfQuery(query)
    const { q, codes, parent, kind, district, department } = query
    const where = presentFields({
      text: q,
      codes,
      parent: parent === '' ? null : parent,
      kind,
      district,
      department,
    })
    const page = await deps.repositories.offices.list(where, {
      limit,
      ...(after === undefined ? {} : { above: after }),
    })
    const next = cursorOf(page.next)
    const items = page.items.map((office) => presentListed(office, now))
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})
