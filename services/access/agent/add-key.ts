// Giving an agent a second key beside the first, so that a system can change keys without a gap.

import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { noteBy } from '../audit/note'
import { type Caller, requireRole, requireRoleErrors } from '../right/identity'
import { requireAgent, requireAgentErrors } from './require-agent'

export const addAgentKeyErrors = [
  'agent-keys-too-many',
  ...requireRoleErrors,
  ...requireAgentErrors,
] as const satisfies readonly ErrorCode[]

/** Returns the id of the key, and the key itself the first time; with `test` it opens the sandbox alone. Throws KcsError `forbidden` unless the caller is an administrator, `agent-unknown`, `agent-keys-too-many`. */
export async function addAgentKey(
  { repositories, secrets }: Pick<ServiceDeps, 'repositories' | 'secrets'>,
  caller: Caller,
  input: {
    agent: string
    expiresInDays?: number | undefined
    test?: boolean | undefined
    idempotencyKey: string
  },
  now: Date,
): Promise<{ id: string; apiKey: string | null }> {
  requireRole(caller, ['admin'])
  const agent = await requireAgent(repositories, input.agent)
  const id = secrets.digest(`${agent.id}\n${input.idempotencyKey}`).slice(0, 16)
  const { apiKey, row } = secrets.newApiKey(now, { id, days: input.expiresInDays, test: input.test })
  const created = await repositories.agents.addKey(agent.id, row, noteBy(caller, 'agent-key-issued', now))
  return { id, apiKey: created ? apiKey : null }
}
