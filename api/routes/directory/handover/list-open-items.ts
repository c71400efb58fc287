// GET /v1/seats/:id/open-items

import { readOpenItems, readOpenItemsErrors } from '../../../../services/directory/handover/read'
import { route } from '../../../http/route'
import { presentItems } from './presenter'
import { openItemsSchema, seatParams } from './schema'

export const listOpenItemsRoute = route({
  method: 'get',
  path: '/v1/seats/:id/open-items',
  operationId: 'listOpenItems',
  summary: 'What is open in a seat',
  description:
    'Tapals that are not closed or still owe something, and letters the seat has sent that still wait, each with ' +
    'the instant its clock is due. For whoever acts for the seat or decides on its charges.',
  tag: 'Employees and charges',
  access: 'known',
  params: seatParams,
  responses: { 200: { description: 'The open items.', schema: openItemsSchema } },
  errors: [...readOpenItemsErrors],
  handler: async ({ deps, identity, params, now }) => {
    const { items, counts } = await readOpenItems(deps, identity, { seat: params.id }, now)
    return { status: 200, body: { items: await presentItems(deps.repositories, items), counts } }
  },
})
