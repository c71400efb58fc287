// An agent as the API returns it: its keys without their hashes.

import type { Agent } from '../../../../database/access/agent/repository'
import type { AgentResponse } from './schema'

export function presentAgent({ id, name, offices, endpoint, keys, createdAt }: Agent): AgentResponse {
  return {
    id,
    name,
    offices,
    endpoint: endpoint === null ? null : { id: endpoint },
    keys: keys.map((key) => ({
      id: key.id,
      createdAt: key.createdAt.toISOString(),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
    })),
    createdAt: createdAt.toISOString(),
  }
}
