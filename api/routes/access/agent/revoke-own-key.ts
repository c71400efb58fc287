// DELETE /v1/agent/keys/:id

import { revokeOwnKey, revokeOwnKeyErrors } from '../../../../services/access/agent/revoke-own-key'
import { route } from '../../../http/route'
import { OWN_TAG } from '../../letters/endpoint/own-schema'
import { agentParams } from './schema'

export const revokeOwnKeyRoute = route({
  method: 'delete',
  path: '/v1/agent/keys/:id',
  operationId: 'revokeOwnKey',
  summary: 'End a key of yours, but not the last one that opens',
  tag: OWN_TAG,
  access: 'known',
  params: agentParams,
  responses: { 204: { description: 'It opens nothing from now on; a repeat returns the same.' } },
  errors: [...revokeOwnKeyErrors],
  async handler({ deps, identity, params, now }) {
    await revokeOwnKey(deps, identity, { key: params.id }, now)
    return { status: 204 }
  },
})
