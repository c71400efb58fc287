// Setting how letters reach an office from an instant on.

import { defaultTaking, isMechanism, isOwnSystem, type System } from '../../../../domain/letters/systems'
import { KcsError } from '../../../../domain/common/error'
import { withProfile } from '../../../../domain/directory/office/changes'
import type { Office } from '../../../../domain/directory/office/office'
import { type DeliveryProfile, profileAt, type Way } from '../../../../domain/directory/office/profile'
import type { ApiDeps } from '../../../deps'
import { versionGiven } from '../../../http/etag'
import type { Answer, CallOf } from '../../../http/route'
import type { newProfileSchema } from './bodies'
import { given, noteOf, requireAdminOf } from '../../common/directory-changes'
import { answer } from './changes'
import type { officeParams } from './schema'

/**
 * From then on letters reach the office in this way; letters accepted before keep theirs. The same again changes
 * nothing.
 */
export async function setProfile(
  call: CallOf<{ params: typeof officeParams; body: typeof newProfileSchema }>,
): Promise<Answer> {
  const { deps, params, body, identity, now, ctx } = call
  const version = versionGiven(ctx)
  await requireAdminOf(deps, identity, [params.code])
  const asked = body.ways ?? [{ system: null, endpoint: body.endpoint ?? null }]
  const ways = await Promise.all(asked.map((way) => checkedWay(deps, params.code, way)))
  const [first] = ways
  const usual = body.ways === undefined && isMechanism(first!.system) ? defaultTaking(first!.system) : null
  const profile: DeliveryProfile = {
    from: body.from === undefined ? now : new Date(body.from),
    ways,
    taking: body.taking ?? usual,
    accepts: given(body.accepts),
    fallback: body.fallback,
  }
  const edit = (office: Office): Office =>
    same(profileAt(office, profile.from), profile) ? office : withProfile(office, profile, now)
  const note = noteOf(identity, 'delivery-profile-set', now)
  return answer(await deps.repositories.offices.edit(params.code, version, edit, note), now)
}

/**
 * The way with its system and endpoint. Throws KcsError `endpoint-unknown` where the endpoint is not there or none of
 * that system, `office-not-served` where the agent behind it does not serve the office.
 */
async function checkedWay(
  { repositories }: ApiDeps,
  office: string,
  { system, endpoint }: { system: System | null; endpoint: string | null },
): Promise<Way> {
  if (endpoint === null) {
    if (system === null) throw new KcsError('endpoint-unknown')
    return { system, endpoint: isOwnSystem(system) ? system : null }
  }
  if (system !== null && endpoint === system && isOwnSystem(system)) return { system, endpoint }
  const record = await repositories.endpoints.byId(endpoint)
  if (!record || record.state === 'gone') throw new KcsError('endpoint-unknown', { detail: endpoint })
  if (system !== null && record.mechanism !== system)
    throw new KcsError('endpoint-unknown', { detail: `${endpoint} is no endpoint of ${system}.` })
  const agent = record.agent === null ? null : await repositories.agents.byId(record.agent)
  if (agent && !agent.offices.includes(office)) throw new KcsError('office-not-served')
  return { system: record.mechanism, endpoint }
}

/** Whether the profile that holds says the same already. */
function same(held: DeliveryProfile | null, profile: DeliveryProfile): boolean {
  if (held === null) return false
  const words = ({ ways, taking, accepts, fallback }: DeliveryProfile) =>
    JSON.stringify([ways, taking, Object.entries(accepts).sort(), fallback])
  return words(held) === words(profile)
}
