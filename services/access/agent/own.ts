// An agent sees what KCS knows of it: its offices, its keys, and its endpoint with how that stands.

import type { Agent } from '../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { requireAgentCaller, requireAgentCallerErrors } from '../right/agent'
import type { Caller } from '../right/identity'
import { heardFrom } from '../../letters/endpoint/heard'

export interface OwnAgent {
  agent: Agent
  /** The id of the key of this call. */
  key: string
  /** One as a rule; none where the agent only sends. */
  endpoints: EndpointRecord[]
}

export const readOwnAgentErrors = [...requireAgentCallerErrors] as const satisfies readonly ErrorCode[]

/**
 * One read beside that of the key. By this call an agent says that it is back, too: what KCS has paused of it is probed at once,
 * also where another call was noted a moment before. Throws KcsError `not-an-agent`.
 */
export async function readOwnAgent(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  now: Date,
): Promise<OwnAgent> {
  const { agent, keyId } = requireAgentCaller(caller)
  const endpoints = await deps.repositories.endpoints.ofAgent(agent.id)
  const isPaused = endpoints.some(({ state, pausedBy }) => state === 'paused' && pausedBy === 'kcs')
  if (isPaused) heardFrom(deps, { agent: agent.id }, now)
  return { agent, key: keyId, endpoints }
}
