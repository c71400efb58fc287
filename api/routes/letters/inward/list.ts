// GET /v1/agent/inwards: an agent comes for its letters.

import { INWARDS_AT_ONCE, LEASE_SECONDS } from '../../../../domain/letters/tapal/lease'
import { giveOut, giveOutErrors } from '../../../../services/letters/inward/give-out'
import { route } from '../../../http/route'
import { presentInwards } from './presenter'
import { inwardsQuery, inwardsSchema, TAG } from './schema'

export const fetchInwardsRoute = route({
  method: 'get',
  path: '/v1/agent/inwards',
  operationId: 'fetchInwards',
  summary: 'Fetch the next letters of the offices of the key, each for a while',
  description:
    'For agents of the mechanism pull. Urgent letters first, those of a seat in the order in which they came. A letter is ' +
    'given to one caller at a time; where nothing is said of it until its lease ends, it is given out again.',
  tag: TAG,
  access: 'known',
  query: inwardsQuery,
  responses: {
    200: { description: 'Letters that are yours until their leases end.', schema: inwardsSchema },
  },
  errors: [...giveOutErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query, now }) {
    const { limit = INWARDS_AT_ONCE, leaseSeconds = LEASE_SECONDS, claim } = query
    const page = await giveOut(deps, identity, { limit, leaseSeconds, claim }, now)
    return { status: 200, headers: { 'cache-control': 'no-store' }, body: presentInwards(page) }
  },
})
