// By which ways letters of offices go on, by the profiles that hold now: the one rule of all that moves letters.

import type { Repositories } from '../../../database'
import {
  type CarriedWay,
  type DeliveryProfile,
  plainProfile,
  profileAt,
  type StandingOf,
} from '../../../domain/directory/office/profile'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import { GONE_STANDING, standingOf } from '../../../domain/letters/endpoint/endpoint'

/** Offices whose letters go on by the same way. */
export interface WayOfOffices {
  way: CarriedWay
  offices: Set<string>
}

/**
 * Groups the offices by the way that `choose` gives, with how endpoints stand now; those it gives none are left out. An
 * office without a profile has the agent application; an endpoint that is not known counts as gone. Two reads.
 */
export async function waysOfOffices(
  { offices, endpoints }: Pick<Repositories, 'offices' | 'endpoints'>,
  { codes, also = [] }: { codes: readonly string[]; also?: readonly string[] },
  now: Date,
  choose: (profile: DeliveryProfile, standing: StandingOf) => CarriedWay | null,
): Promise<WayOfOffices[]> {
  const rows = await offices.byCodes(codes)
  const usual = plainProfile(now, FALLBACK_MECHANISM, FALLBACK_MECHANISM)
  const profiles = codes.map((code): [string, DeliveryProfile] => {
    const office = rows.get(code)
    return [code, (office && profileAt(office, now)) ?? usual]
  })
  const endpointIds = profiles.flatMap(([, { ways }]) => ways.flatMap((way) => way.endpoint ?? []))
  const records = await endpoints.byIds([...new Set([...also, ...endpointIds])])
  const waysByKey = new Map<string, WayOfOffices>()
  for (const [code, profile] of profiles) {
    const chosen = choose(profile, (id) => standingOf(records.get(id), now) ?? GONE_STANDING)
    if (!chosen) continue
    const { mechanism, endpoint, taking } = chosen
    const way = { mechanism, endpoint, taking }
    const key = JSON.stringify(way)
    const group = waysByKey.get(key) ?? { way, offices: new Set() }
    group.offices.add(code)
    waysByKey.set(key, group)
  }
  return [...waysByKey.values()]
}
