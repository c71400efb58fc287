// One endpoint as the desk shows it: no secret, and of a key its beginning.

import type { SeenEndpoint } from '../../../../services/operations/desk/endpoint'
import { presentKey } from '../../access/agent/presenter'
import { presentDelivery, presentWebhook } from '../../access/subscription/presenter'
import { presentOwnEndpoint } from '../../letters/endpoint/own-presenter'
import type { DeskEndpointResponse } from './endpoint-schema'

export function presentDeskEndpoint(
  { endpoint, agent, webhooks }: SeenEndpoint,
  now: Date,
): DeskEndpointResponse {
  return {
    endpoint: { ...presentOwnEndpoint(endpoint, now), by: endpoint.by },
    agent: agent && { id: agent.id, name: agent.name, offices: agent.offices },
    keys: agent?.keys.map((key) => presentKey(key, now)) ?? [],
    webhooks: webhooks.map((webhook) => ({
      ...presentWebhook(webhook),
      deliveries: webhook.deliveries.map(presentDelivery).reverse(),
    })),
  }
}
