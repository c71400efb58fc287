// GET /v1/agent/deliveries

import { listOwnDeliveries, listOwnDeliveriesErrors } from '../../../../services/letters/delivery/list-own'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { OWN_TAG } from '../endpoint/own-schema'
import { presentOwnDelivery } from './presenter'
import { ownDeliveriesQuery, ownDeliveriesSchema } from './schema'

export const listOwnDeliveriesRoute = route({
  method: 'get',
  path: '/v1/agent/deliveries',
  operationId: 'listOwnDeliveries',
  summary: 'The letters of your offices, newest first, with each try and what you answered',
  description:
    'Without subject and names; the letter itself is read at /v1/tapals/{id}. With `state` only those that have failed or wait at your endpoint.',
  tag: OWN_TAG,
  access: 'known',
  query: ownDeliveriesQuery,
  responses: { 200: { description: 'A page of them.', schema: ownDeliveriesSchema } },
  errors: [...listOwnDeliveriesErrors, 'parameter-repeated'],
  async handler({ deps, identity, query, ctx }) {
    const { limit, after } = pageOfQuery(query)
    const { state, office, since, until } = query
    const page = await listOwnDeliveries(
      deps,
      identity,
      { state, office, since: instantOf(since), until: instantOf(until) },
      { limit, ...(after === undefined ? {} : { below: after }) },
    )
    const next = cursorOf(page.next)
    const items = page.items.map(presentOwnDelivery)
    return { status: 200, body: { items, next }, headers: linkToNext(ctx.path, query, next) }
  },
})

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}
