// An agent as the API returns it: its keys without their hashes.

import type { Agent, AgentKey } from '../../../../database/access/agent/repository'
import { keyBeginning, opens } from '../../../../domain/access/agent/key'
import type { OwnAgent } from '../../../../services/access/agent/own'
import { presentOwnEndpoint } from '../../letters/endpoint/own-presenter'
import type { OwnAgentResponse } from './own-schema'
import type { AgentResponse } from './schema'

const text = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

export function presentAgent({ id, name, offices, endpoint, keys, createdAt }: Agent): AgentResponse {
  return {
    id,
    name,
    offices,
    endpoint: endpoint === null ? null : { id: endpoint },
    keys: keys.map((key) => ({
      id: key.id,
      createdAt: key.createdAt.toISOString(),
      expiresAt: text(key.expiresAt),
      revokedAt: text(key.revokedAt),
      ...(key.test ? { test: true } : {}),
    })),
    createdAt: createdAt.toISOString(),
  }
}

/** An agent as it sees itself; `key` is that of its call. */
export function presentOwnAgent({ agent, key, endpoints }: OwnAgent, now: Date): OwnAgentResponse {
  const { id, name, offices, keys, seenAt, createdAt } = agent
  return {
    ...{ id, name, offices, endpoints: endpoints.map((endpoint) => presentOwnEndpoint(endpoint, now)) },
    keys: keys.map((one) => ({ ...presentKey(one, now), isOfThisCall: one.id === key })),
    seenAt: text(seenAt),
    createdAt: createdAt.toISOString(),
  }
}

/** A key without what opens. */
export function presentKey(key: AgentKey, now: Date): Omit<OwnAgentResponse['keys'][number], 'isOfThisCall'> {
  return {
    ...{ id: key.id, prefix: keyBeginning(key), createdAt: key.createdAt.toISOString() },
    ...{ expiresAt: text(key.expiresAt), revokedAt: text(key.revokedAt), opens: opens(key, now) },
    ...(key.test ? { test: true } : {}),
  }
}
