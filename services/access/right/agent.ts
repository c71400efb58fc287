// The caller as a filing system.

import type { Agent } from '../../../database/access/agent/repository'
import type { ChangeNote } from '../../../database/access/audit/entry'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { AgentIdentity, Caller } from './identity'

export const requireAgentCallerErrors = ['not-an-agent'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-an-agent` for an officer. */
export function requireAgentCaller(caller: Caller): AgentIdentity {
  if (caller.kind !== 'agent') throw new KcsError('not-an-agent')
  return caller
}

export const requireMeantCallerErrors = [
  'test-key',
  ...requireAgentCallerErrors,
] as const satisfies readonly ErrorCode[]

/**
 * For what concerns the agent itself: its keys, endpoints and webhooks are not of the sandbox. Throws KcsError `not-an-agent`
 * for an officer, `test-key` for a call with a test key.
 */
export function requireMeantCaller(caller: Caller): AgentIdentity {
  const identity = requireAgentCaller(caller)
  if (identity.test) throw new KcsError('test-key')
  return identity
}

/** The note that goes into the audit log with what an agent does with a thing of its own. */
export function noteOfAgent(agent: string, what: string, at: Date): ChangeNote {
  return { what, actor: { kind: 'agent', agent }, at }
}

/**
 * Whether every key of the agent was taken back: nobody is to act in its name. Keys that have only expired say nothing of that,
 * nor do test keys.
 */
export function isRevoked({ keys }: Pick<Agent, 'keys'>): boolean {
  return keys.length > 0 && keys.every(({ revokedAt, test }) => test === true || revokedAt !== null)
}
