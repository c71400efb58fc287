// Who asks, and what they may act for at this moment.

import type { Agent } from '../../../database/access/agent/repository'
import type { Account } from '../../../database/access/account/repository'
import type { Session } from '../../../database/access/session/repository'
import type { Caller } from '../../../domain/letters/dispatch/record'
import type { KcsError } from '../../../domain/common/error'
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
}

export type KnownIdentity = AccountIdentity | AgentIdentity

/** A credential that was given and is not valid keeps its fault, for the routes that need an identity. */
export type Identity = KnownIdentity | { kind: 'none'; fault: KcsError | null }

/** The scope of idempotency keys. */
export function callerOf(identity: KnownIdentity): Caller {
  return identity.kind === 'agent' ? `agent:${identity.agent.id}` : `account:${identity.account.login}`
}

/** Who stands in the trace for an act in the name of a seat. */
export function actorFor(identity: KnownIdentity, seat: string): Actor {
  return identity.kind === 'agent'
    ? { kind: 'agent', agent: identity.agent.id }
    : { kind: 'seat', seat, holder: identity.account.employee }
}

/** The ids of the seats the caller holds; an agent holds none. */
export function heldSeats(identity: KnownIdentity): string[] {
  return identity.kind === 'account' ? identity.acting.held.map(({ seat }) => seat) : []
}

/** Those of the seats the caller acts for, also by standing in. */
export async function actsAmong(
  identity: KnownIdentity,
  seats: readonly string[],
): Promise<ReadonlySet<string>> {
  return identity.kind === 'account' ? identity.acting.among(seats) : new Set()
}

/** The identity of an account that acts for those seats. */
export function accountIdentity(account: Account, session: Session, acting: Acting): AccountIdentity {
  return { kind: 'account', account, session, acting }
}

export function hasRole(identity: KnownIdentity, roles: readonly Role[]): boolean {
  return identity.kind === 'account' && identity.account.roles.some((role) => roles.includes(role))
}

/** The ids of all seats the caller acts for, those held first; of very many that are stood in for, the nearest. */
export async function actingSeats(identity: KnownIdentity): Promise<string[]> {
  if (identity.kind !== 'account') return []
  const duties = await identity.acting.duties()
  return [...identity.acting.held, ...duties].map(({ seat }) => seat)
}
