// The agents that are registered, and their keys.

import { createHash } from 'node:crypto'
import type { Agent } from '../../../../database/access/agent/repository'
import { KcsError } from '../../../../domain/common/error'
import type { ApiDeps } from '../../../deps'
import type { Answer, CallOf } from '../../../http/route'
import { newApiKey } from '../../../../secrets/api-key'
import { days } from './register'
import type { AgentAnswer, agentParams, keyParams, newKeySchema } from './schema'

export async function listAgents({ deps }: CallOf<object>): Promise<Answer> {
  const agents = await deps.repositories.agents.list()
  return { status: 200, body: { items: agents.map(present) } }
}

export async function readAgent({ deps, params }: CallOf<{ params: typeof agentParams }>): Promise<Answer> {
  return { status: 200, body: present(await requireAgent(deps, params.id)) }
}

/** A second key beside the first, so that a system can change keys without a gap. */
export async function addKey(
  call: CallOf<{ params: typeof agentParams; body: typeof newKeySchema }>,
): Promise<Answer> {
  const { deps, params, body, idempotencyKey, now } = call
  const agent = await requireAgent(deps, params.id)
  const id = createHash('sha256').update(`${agent.id}\n${idempotencyKey}`).digest('hex').slice(0, 16)
  const { apiKey, row } = newApiKey(now, { id, ...days(body?.expiresInDays) })
  const created = await deps.repositories.agents.addKey(agent.id, row)
  return created
    ? { status: 201, headers: { 'cache-control': 'no-store' }, body: { id, apiKey } }
    : { status: 200, headers: { 'idempotency-replayed': 'true' }, body: { id } }
}

export async function revokeKey({
  deps,
  params,
  now,
}: CallOf<{ params: typeof keyParams }>): Promise<Answer> {
  const agent = await requireAgent(deps, params.id)
  if (!agent.keys.some(({ id }) => id === params.keyId)) throw new KcsError('not-found')
  await deps.repositories.agents.revokeKey(agent.id, params.keyId, now)
  return { status: 204 }
}

async function requireAgent({ repositories }: ApiDeps, id: string): Promise<Agent> {
  const agent = await repositories.agents.byId(id)
  if (!agent) throw new KcsError('agent-unknown')
  return agent
}

function present({ id, name, offices, endpoint, keys, createdAt }: Agent): AgentAnswer {
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
