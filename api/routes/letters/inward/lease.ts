// POST /v1/agent/inwards/:id/lease: an agent needs a letter for longer, or gives it out of its hands.

import { LEASE_SECONDS } from '../../../../domain/letters/tapal/lease'
import { extendLease, extendLeaseErrors } from '../../../../services/letters/inward/extend-lease'
import { route } from '../../../http/route'
import { extendedSchema, inwardParams, leaseExtensionSchema, TAG } from './schema'

export const extendInwardLeaseRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/lease',
  operationId: 'extendInwardLease',
  summary: 'Have a letter for so many seconds from now, or give it back by 0',
  description: '`lease-lost` says that the letter was given out again, or that you have answered for it.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: leaseExtensionSchema },
  responses: { 200: { description: 'It is yours until then.', schema: extendedSchema } },
  errors: [...extendLeaseErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { lease, seconds = LEASE_SECONDS } = body
    const extended = await extendLease(deps, identity, { tapal: params.id, lease, seconds }, now)
    return {
      status: 200,
      body: { id: extended.id, lease: { id: extended.lease, until: extended.until.toISOString() } },
    }
  },
})
