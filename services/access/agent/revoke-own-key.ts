// An agent ends a key of its own, but never the last one that opens.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { noteOfAgent, requireMeantCaller, requireMeantCallerErrors } from '../right/agent'
import type { Caller } from '../right/identity'

export const revokeOwnKeyErrors = [
  'not-found',
  'agent-key-last',
  ...requireMeantCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * It opens nothing from now on; a repeat changes nothing. A test key is no other key, and goes as long as one that is none
 * opens. Throws KcsError `not-an-agent`, `test-key`, `agent-key-last` where no other key of the agent opens, `not-found` for a
 * key that the agent does not have.
 */
export async function revokeOwnKey(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  const { agent } = requireMeantCaller(caller)
  if (!agent.keys.some(({ id }) => id === key)) throw new KcsError('not-found')
  const note = noteOfAgent(agent.id, 'agent-key-revoked', now)
  if (await repositories.agents.revokeBesideAnother(agent.id, key, now, note)) return
  const current = await repositories.agents.byId(agent.id)
  const isEnded = current?.keys.every(({ id, revokedAt }) => id !== key || revokedAt !== null) ?? true
  if (!isEnded) throw new KcsError('agent-key-last')
}
