// The endpoints that every installation has: its own agent application, the mail server and the post.

import { type BackOff, DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { cardOf, OWN_SYSTEMS, type OwnSystem } from '../../../domain/letters/systems'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories'>

/** Those that are not there; none in an installation that is complete. */
export async function missingOwnEndpoints({ repositories }: Deps): Promise<OwnSystem[]> {
  const endpointsById = await repositories.endpoints.byIds(OWN_SYSTEMS)
  return OWN_SYSTEMS.filter((system) => !endpointsById.has(system))
}

/** Makes those that are missing and returns them; one that is there stays as operators have set it. */
export async function makeOwnEndpoints(
  { repositories }: Deps,
  backOff: BackOff = DEFAULT_BACK_OFF,
): Promise<OwnSystem[]> {
  const missingSystems = await missingOwnEndpoints({ repositories })
  for (const system of missingSystems)
    await repositories.endpoints.add({
      id: system,
      mechanism: system,
      agent: null,
      address: '',
      backOff,
      concurrency: cardOf(system).concurrency,
    })
  return missingSystems
}
