// The caller of a service: an officer or a filing system, with what it may act for at the instant of the request.

import type { Agent } from '../../../database/access/agent/repository'
import type { Account } from '../../../database/access/account/repository'
import type { Session } from '../../../database/access/session/repository'
import type { CallerKey } from '../../../domain/letters/dispatch/record'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Role } from '../../../domain/access/account/roles'
import type { Actor } from '../../../domain/letters/tapal/event'
import type { Acting } from './acting'

/** An employee in the portal, with the rights of the instant of the request. */
export interface AccountIdentity {
  kind: 'account'
  account: Account
  session: Session
  acting: Acting
}

/** A filing system with its API key. */
export interface AgentIdentity {
  kind: 'agent'
  agent: Agent
  keyId: string
  /** It called with a test key: all that it does with letters, it does in the sandbox. */
  test?: true
}

/** Who calls a service: every service takes one, and judges it itself. */
export type Caller = AccountIdentity | AgentIdentity

/** A request without a caller keeps the fault of its credential, for the routes that need a caller. */
export type Identity = Caller | { kind: 'none'; fault: KcsError | null }

/** The scope of idempotency keys. */
export function callerKeyOf(caller: Caller): CallerKey {
  return caller.kind === 'agent' ? `agent:${caller.agent.id}` : `account:${caller.account.login}`
}

/** Who stands in the trace for an act in the name of a seat. */
export function actorFor(caller: Caller, seat: string): Actor {
  return caller.kind === 'agent'
    ? { kind: 'agent', agent: caller.agent.id }
    : { kind: 'seat', seat, holder: caller.account.employee }
}

/** The ids of the seats the caller holds; an agent holds none. */
export function heldSeats(caller: Caller): string[] {
  return caller.kind === 'account' ? caller.acting.held.map(({ seat }) => seat) : []
}

/** Those of the seats the caller acts for, also by standing in. */
export async function actsAmong(caller: Caller, seats: readonly string[]): Promise<ReadonlySet<string>> {
  return caller.kind === 'account' ? caller.acting.among(seats) : new Set()
}

/** The identity of an account that acts for those seats. */
export function accountIdentity(account: Account, session: Session, acting: Acting): AccountIdentity {
  return { kind: 'account', account, session, acting }
}

/** Whether the caller has one of the roles; an agent has none. */
export function hasRole(caller: Caller, roles: readonly Role[]): boolean {
  return caller.kind === 'account' && caller.account.roles.some((role) => roles.includes(role))
}

export const requireRoleErrors = ['forbidden'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `forbidden` unless the caller has one of the roles. */
export function requireRole(caller: Caller, roles: readonly Role[]): void {
  if (!hasRole(caller, roles)) throw new KcsError('forbidden')
}

export const requirePersonErrors = ['forbidden'] as const satisfies readonly ErrorCode[]

/** The caller as an officer. Throws KcsError `forbidden` for a filing system: it holds no seat and no session. */
export function requirePerson(caller: Caller): AccountIdentity {
  if (caller.kind !== 'account') throw new KcsError('forbidden')
  return caller
}

/** The ids of all seats the caller acts for, those held first; of very many that are stood in for, the nearest. */
export async function actingSeats(caller: Caller): Promise<string[]> {
  if (caller.kind !== 'account') return []
  const duties = await caller.acting.duties()
  return [...caller.acting.held, ...duties].map(({ seat }) => seat)
}
