// An agent sees what KCS knows of it: its offices, its keys, and its endpoint with how that stands.

import type { Agent } from '../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { requireAgentCaller, requireAgentCallerErrors } from '../right/agent'
import type { Caller } from '../right/identity'

export interface OwnAgent {
  agent: Agent
  /** The id of the key of this call. */
  key: string
  /** One as a rule; none where the agent only sends. */
  endpoints: EndpointRecord[]
}

export const readOwnAgentErrors = [...requireAgentCallerErrors] as const satisfies readonly ErrorCode[]

/** One read beside that of the key. Throws KcsError `not-an-agent`. */
export async function readOwnAgent(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
): Promise<OwnAgent> {
  const { agent, keyId } = requireAgentCaller(caller)
  return { agent, key: keyId, endpoints: await repositories.endpoints.ofAgent(agent.id) }
}
