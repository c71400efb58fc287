// One endpoint as operators see it: how it stands, whose it is, the keys of its agent, and what is sent to its webhooks.

import type { Agent } from '../../../database/access/agent/repository'
import type { Subscription } from '../../../database/access/subscription/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'
import { requireEndpoint, requireEndpointErrors } from '../../letters/endpoint/read'

export interface SeenEndpoint {
  endpoint: EndpointRecord
  /** Null for the ways of KCS itself. */
  agent: Agent | null
  webhooks: Subscription[]
}

export const readDeskEndpointErrors = [
  ...requireOperatorErrors,
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `forbidden`, `endpoint-unknown`. */
export async function readDeskEndpoint(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
): Promise<SeenEndpoint> {
  requireOperator(caller)
  const endpoint = await requireEndpoint(deps, id)
  const { agents, subscriptions } = deps.repositories
  if (endpoint.agent === null) return { endpoint, agent: null, webhooks: [] }
  const [agent, webhooks] = await Promise.all([
    agents.byId(endpoint.agent),
    subscriptions.ofAgent(endpoint.agent),
  ])
  return { endpoint, agent, webhooks }
}
