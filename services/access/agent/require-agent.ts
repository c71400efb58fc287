// The agent of a request.

import type { Repositories } from '../../../database'
import type { Agent } from '../../../database/access/agent/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'

export const requireAgentErrors = ['agent-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `agent-unknown`. */
export async function requireAgent({ agents }: Pick<Repositories, 'agents'>, id: string): Promise<Agent> {
  const agent = await agents.byId(id)
  if (!agent) throw new KcsError('agent-unknown')
  return agent
}
