// The delivery profile of an office: by which ways letters reach it from an instant on.

import type { Capabilities } from '../../letters/delivery/mechanism'
import {
  defaultTaking,
  isMechanism,
  type Mechanism,
  type StandIn,
  type System,
  type TakingRule,
} from '../../letters/systems'
import type { Reason } from '../../letters/routing/reason'

/** A filing system and the endpoint at which it is reached; null while none is registered. */
export interface Way {
  system: System
  endpoint: string | null
}

/** How letters reach an office from an instant on; the newest that has begun holds. */
export interface DeliveryProfile {
  from: Date
  /** In the order in which they are tried. */
  ways: Way[]
  /** Null for what is usual for the mechanism. */
  taking: TakingRule | null
  /** What the office takes; what is left out is not limited. */
  accepts: Partial<Capabilities>
  /** What carries the letter where no way can: the agent application, or print and post. */
  fallback: StandIn
}

/** A profile of one way and no limits. */
export function plainProfile(
  from: Date,
  system: System,
  endpoint: string | null,
  taking: TakingRule | null = null,
): DeliveryProfile {
  return { from, ways: [{ system, endpoint }], taking, accepts: {}, fallback: 'kcs-agent' }
}

/** The profile that holds at an instant, or null if none has begun. */
export function profileAt(
  office: { profiles: readonly DeliveryProfile[] },
  at: Date,
): DeliveryProfile | null {
  let found: DeliveryProfile | null = null
  for (const profile of office.profiles)
    if (profile.from <= at && (found === null || profile.from >= found.from)) found = profile
  return found
}

export interface ChosenWay {
  mechanism: Mechanism
  endpoint: string
  taking: TakingRule
  reasons: Reason[]
}

/** The first way that can be gone, or the fallback; with what was passed over and why. */
export function chooseWay(profile: DeliveryProfile): ChosenWay {
  const reasons: Reason[] = []
  const line = profile.from.toISOString()
  for (const { system, endpoint } of profile.ways) {
    if (!isMechanism(system)) reasons.push({ code: 'system-without-connector', of: system })
    else if (endpoint === null) reasons.push({ code: 'system-without-endpoint', of: system })
    else {
      const taking = profile.taking ?? defaultTaking(system)
      return { mechanism: system, endpoint, taking, reasons: [...reasons, { code: 'profile', of: line }] }
    }
  }
  const { fallback } = profile
  // A rule meant for the office's own system does not fit what stands in for it.
  const taking = reasons.length > 0 ? defaultTaking(fallback) : (profile.taking ?? defaultTaking(fallback))
  return {
    mechanism: fallback,
    endpoint: fallback,
    taking,
    reasons: [...reasons, { code: 'profile-fallback', of: line }],
  }
}
