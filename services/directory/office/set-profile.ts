// Setting how letters reach an office from an instant on.

import type { Repositories } from '../../../database'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { withProfile } from '../../../domain/directory/office/changes'
import type { Office } from '../../../domain/directory/office/office'
import {
  type DeliveryProfile,
  NEXT_WAY_AFTER_SECONDS,
  profileAt,
  type Way,
} from '../../../domain/directory/office/profile'
import { defaultTaking, isOwnSystem, type Mechanism } from '../../../domain/letters/systems'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const setDeliveryProfileErrors = [
  'version-stale',
  'history-full',
  'endpoint-unknown',
  'office-not-served',
  'effective-in-past',
  'exists-already',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface NewDeliveryProfile extends Pick<DeliveryProfile, 'accepts' | 'fallback'> {
  code: string
  /** Null where the change fits any version. */
  version: number | null
  /** In the order in which they are tried; or the one endpoint, whose system is its own. */
  ways: readonly Way[] | { endpoint: string }
  /** Undefined for what is usual for the mechanism. */
  taking: DeliveryProfile['taking'] | undefined
  /** Undefined for a day. */
  nextWayAfterSeconds: number | undefined
  /** Null for now. */
  from: Date | null
}

/**
 * Letters accepted before keep the profile they were accepted under. The same again changes nothing. Throws KcsError
 * `not-found`, `not-office-admin`, `version-stale`, `endpoint-unknown`, `office-not-served`, `effective-in-past`,
 * `exists-already` for another profile from the same instant on.
 */
export async function setDeliveryProfile(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  input: NewDeliveryProfile,
  now: Date,
): Promise<Office> {
  const { code, version, accepts, fallback, nextWayAfterSeconds } = input
  await requireAdminOfAll(repositories, caller, [code])
  const byEndpoint = 'endpoint' in input.ways
  const waysNamed = 'endpoint' in input.ways ? [{ system: null, endpoint: input.ways.endpoint }] : input.ways
  const ways = await Promise.all(waysNamed.map((way) => completeWay(repositories, code, way)))
  const [first] = ways
  const usualTaking = byEndpoint ? defaultTaking(first!.system) : null
  const taking = input.taking ?? usualTaking
  const profile: DeliveryProfile = {
    ...{ from: input.from ?? now, ways, taking, accepts, fallback },
    ...(nextWayAfterSeconds !== undefined && { nextWayAfterSeconds }),
  }

  const edit = (office: Office): Office =>
    saysSame(profileAt(office, profile.from), profile) ? office : withProfile(office, profile, now)
  return repositories.offices.edit(code, version, edit, noteBy(caller, 'delivery-profile-set', now))
}

/**
 * Returns the way with its system and endpoint. Throws KcsError `endpoint-unknown` where the endpoint is not there or
 * none of that system, `office-not-served` where the agent behind it does not serve the office.
 */
async function completeWay(
  { endpoints, agents }: Pick<Repositories, 'endpoints' | 'agents'>,
  office: string,
  { system, endpoint }: { system: Mechanism | null; endpoint: string | null },
): Promise<Way> {
  if (endpoint === null) {
    if (system === null) throw new KcsError('endpoint-unknown')
    return { system, endpoint: isOwnSystem(system) ? system : null }
  }
  if (system !== null && endpoint === system && isOwnSystem(system)) return { system, endpoint }
  const record = await endpoints.byId(endpoint)
  if (!record || record.state === 'gone') throw new KcsError('endpoint-unknown', { detail: endpoint })
  if (system !== null && record.mechanism !== system)
    throw new KcsError('endpoint-unknown', { detail: `${endpoint} is no endpoint of ${system}.` })
  const agent = record.agent === null ? null : await agents.byId(record.agent)
  if (agent && !agent.offices.includes(office)) throw new KcsError('office-not-served')
  return { system: record.mechanism, endpoint }
}

/** Whether the profile that holds says the same already. */
function saysSame(former: DeliveryProfile | null, profile: DeliveryProfile): boolean {
  if (former === null) return false
  const textOf = ({ ways, taking, accepts, fallback, nextWayAfterSeconds }: DeliveryProfile) =>
    JSON.stringify([
      ...[ways, taking, Object.entries(accepts).sort(), fallback],
      nextWayAfterSeconds ?? NEXT_WAY_AFTER_SECONDS,
    ])
  return textOf(former) === textOf(profile)
}
