// Whether a system may be asked now for what its offices send.

import type { Connector } from '../../../connectors/connector'
import type { Agent } from '../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Collection } from '../../../domain/letters/collect/collection'
import type { Mechanism } from '../../../domain/letters/systems'
import { isRevoked } from '../../access/right/agent'

/** Why it is not asked. */
export type Held = 'no-such-endpoint' | 'not-collecting' | 'revoked' | 'gone' | 'paused' | 'waits'

/** A system that calls KCS again and again is not asked at each call. */
const APART_MS = 5_000

/** Null where it may be asked now; a wait after a fault is passed over `atOnce`, its own wish for relief is not. */
export function whyHeld(
  record: EndpointRecord | null,
  agent: Agent | null,
  connectors: Record<Mechanism, Pick<Connector, 'collect'>>,
  { notBefore, collectedAt }: Collection,
  { now, atOnce }: { now: Date; atOnce: boolean },
): Held | null {
  const lasting = whyNeverAsked(record, agent, connectors)
  if (lasting !== null) return lasting
  if (record?.state === 'paused') return 'paused'
  const spared = record?.notBefore ?? null
  if (spared !== null && now < spared) return 'waits'
  if (atOnce) return null
  if (notBefore !== null && now < notBefore) return 'waits'
  return collectedAt !== null && now.getTime() - collectedAt.getTime() < APART_MS ? 'waits' : null
}

/** Null for a system that is asked again and again, though it may rest now. */
export function whyNeverAsked(
  record: EndpointRecord | null,
  agent: Agent | null,
  connectors: Record<Mechanism, Pick<Connector, 'collect'>>,
): Exclude<Held, 'paused' | 'waits'> | null {
  if (!record) return 'no-such-endpoint'
  if (!connectors[record.mechanism].collect) return 'not-collecting'
  if (record.state === 'gone') return 'gone'
  return agent === null || isRevoked(agent) ? 'revoked' : null
}
