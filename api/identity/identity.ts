// Who asks, and what they may act for at this moment.

import type { Agent } from '../../database/agents/repository'
import type { Account } from '../../database/accounts/repository'
import type { Session } from '../../database/sessions/repository'
import type { Caller } from '../../domain/dispatch/record'
import type { KcsError } from '../../domain/errors'
import type { Role } from '../../domain/identity/roles'
import type { Actor } from '../../domain/tapal/event'
import type { SeatDuty } from './seats-of'

/** An employee in the portal, with the rights of the instant of the request. */
export interface AccountIdentity {
  kind: 'account'
  account: Account
  session: Session
  /** All seats the account may act for: those held, and those of `duties`. */
  seats: readonly string[]
  held: readonly SeatDuty[]
  /** Vacant seats whose duty falls to a seat held. */
  duties: readonly SeatDuty[]
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

/** The identity of an account that holds the seats, and to which the duties fall. */
export function accountIdentity(
  account: Account,
  session: Session,
  { held, duties }: { held: readonly SeatDuty[]; duties: readonly SeatDuty[] },
): AccountIdentity {
  return {
    kind: 'account',
    account,
    session,
    seats: [...held, ...duties].map(({ seat }) => seat),
    held,
    duties,
  }
}

export function hasRole(identity: KnownIdentity, roles: readonly Role[]): boolean {
  return identity.kind === 'account' && identity.account.roles.some((role) => roles.includes(role))
}
