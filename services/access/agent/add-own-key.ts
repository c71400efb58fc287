// An agent makes itself a key beside the one by which it calls, so that it can change keys without a gap.

import { MOST_OWN_KEYS } from '../../../domain/access/agent/key'
import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { noteOfAgent, requireMeantCaller, requireMeantCallerErrors } from '../right/agent'
import type { Caller } from '../right/identity'

export const addOwnKeyErrors = [
  'agent-keys-too-many',
  'key-invalid',
  ...requireMeantCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * The id is made from agent and Idempotency-Key, so a repeat meets what the first call made; the key itself is shown by the
 * first alone, and is null in the others; with `test` it opens the sandbox alone. Throws KcsError `not-an-agent`, `test-key`,
 * `agent-keys-too-many`, and `key-invalid` where the key of the call was revoked meanwhile: a key that is taken back leaves no
 * other behind.
 */
export async function addOwnKey(
  { repositories, secrets }: Pick<ServiceDeps, 'repositories' | 'secrets'>,
  caller: Caller,
  input: { expiresInDays?: number | undefined; test?: boolean | undefined; idempotencyKey: string },
  now: Date,
): Promise<{ id: string; apiKey: string | null }> {
  const { agent, keyId } = requireMeantCaller(caller)
  const id = secrets.digest(`own\n${agent.id}\n${input.idempotencyKey}`).slice(0, 16)
  const { apiKey, row } = secrets.newApiKey(now, { id, days: input.expiresInDays, test: input.test })
  const note = noteOfAgent(agent.id, 'agent-key-issued', now)
  const created = await repositories.agents.addKey(agent.id, row, note, { by: keyId, most: MOST_OWN_KEYS })
  return { id, apiKey: created ? apiKey : null }
}
