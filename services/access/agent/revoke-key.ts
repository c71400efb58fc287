// Revoking a key of an agent.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { tellSchedule } from '../../letters/collect/schedule'
import { noteBy } from '../audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../right/identity'
import { requireAgent, requireAgentErrors } from './require-agent'

export const revokeAgentKeyErrors = [
  'not-found',
  ...requireRoleErrors,
  ...requireAgentErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The key opens nothing from now on; a revoked key keeps its instant. Throws KcsError `forbidden` unless the caller is an administrator, `agent-unknown`, `not-found` for a
 * key that the agent does not have.
 */
export async function revokeAgentKey(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>,
  caller: Caller,
  input: { agent: string; key: string },
  now: Date,
): Promise<void> {
  requireRole(caller, ['admin'])
  const { repositories } = deps
  const agent = await requireAgent(repositories, input.agent)
  if (!agent.keys.some(({ id }) => id === input.key)) throw new KcsError('not-found')
  await repositories.agents.revokeKey(agent.id, input.key, now, noteBy(caller, 'agent-key-revoked', now))
  if (agent.endpoint !== null) tellSchedule(deps, agent.endpoint)
}
