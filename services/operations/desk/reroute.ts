// Letters go by another way that takes them: the present one of their office, or one that the operator names.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { otherWay } from '../../../domain/directory/office/profile'
import { type LetterRefusal, refusalOfSystem } from '../../../domain/letters/routing/accepts'
import { defaultTaking } from '../../../domain/letters/systems'
import { nextWayChange, revivedWayChange } from '../../../domain/letters/tapal/next-way-change'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { lettersOf, type WayOfTapals, waysOfTapals } from '../../letters/delivery/ways'
import { type ActOnLetters, type DeskDeps, tellEndpoints } from './act'

/**
 * Passes over letters that go by that way already, that its system does not take, that somebody is handing over, and that
 * are no longer to be delivered.
 */
export const reroute: ActOnLetters = async (deps, letters, act, way) => {
  const { tapals } = deps.repositories
  const moving = { ...act, cause: 'rerouted-by-operator' } as const
  for (const { way: to, ids } of await waysOf(deps, await tapals.byIds(letters), way, act.at)) {
    const free = { freeAt: act.at, hasSeat: true } as const
    await tapals.applyToAll(ids, revivedWayChange(to, moving), { ...free, state: 'failed' })
    await tapals.applyToAll(ids, nextWayChange(to, moving), {
      ...free,
      state: UNDELIVERED_STATES,
      awaitsTry: true,
    })
  }
  await tellEndpoints(deps, await tapals.marked(letters, act.key))
}

async function waysOf(
  { repositories }: DeskDeps,
  tapals: readonly Tapal[],
  way: string | null,
  at: Date,
): Promise<WayOfTapals[]> {
  const ways =
    way === null
      ? await waysOfTapals(repositories, { tapals, also: null }, at, (profile, standing, letter) =>
          otherWay(profile, null, standing, letter),
        )
      : await namedWay(repositories, way, tapals)
  const endpoints = new Map(tapals.map(({ id, endpoint }) => [id, endpoint]))
  return ways.map(({ way: to, ids }) => ({
    way: to,
    ids: ids.filter((id) => endpoints.get(id) !== to.endpoint),
  }))
}

async function namedWay(
  repositories: DeskDeps['repositories'],
  way: string,
  tapals: readonly Tapal[],
): Promise<WayOfTapals[]> {
  const endpoint = await repositories.endpoints.byId(way)
  if (!endpoint || endpoint.state === 'gone') return []
  const { id, mechanism } = endpoint
  const refused = await refusedBy(repositories, endpoint, tapals)
  const ids = tapals.flatMap((tapal) => (refused.has(tapal.id) ? [] : [tapal.id]))
  return [{ way: { mechanism, endpoint: id, taking: defaultTaking(mechanism) }, ids }]
}

/** What the system at the endpoint does not take, by the ids of the tapals; those that it takes are left out. */
export async function refusedBy(
  repositories: Pick<DeskDeps['repositories'], 'dispatches'>,
  { takes }: Pick<EndpointRecord, 'takes'>,
  tapals: readonly Tapal[],
): Promise<ReadonlyMap<string, LetterRefusal>> {
  const letters = takes ? await lettersOf(repositories, tapals) : new Map<string, never>()
  return new Map(
    tapals.flatMap(({ id, dispatch }): [string, LetterRefusal][] => {
      const letter = letters.get(dispatch)
      const refusal = letter ? refusalOfSystem(takes, letter) : null
      return refusal ? [[id, refusal]] : []
    }),
  )
}
