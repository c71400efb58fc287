// DELETE /v1/agents/:id/keys/:keyId

import { route } from '../../../http/route'
import { revokeAgentKey, revokeAgentKeyErrors } from '../../../../services/access/agent/revoke-key'
import { AGENT_ACCESS } from './policy'
import { keyParams } from './schema'

export const revokeAgentKeyRoute = route({
  method: 'delete',
  path: '/v1/agents/:id/keys/:keyId',
  operationId: 'revokeAgentKey',
  summary: 'Revoke a key; it opens nothing from now on',
  tag: 'Agents',
  access: AGENT_ACCESS,
  params: keyParams,
  responses: { 204: { description: 'The key is revoked; a repeat returns the same.' } },
  errors: [...revokeAgentKeyErrors],
  handler: async ({ deps, identity, params, now }) => {
    await revokeAgentKey(deps, identity, { agent: params.id, key: params.keyId }, now)
    return { status: 204 }
  },
})
