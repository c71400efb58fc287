// Letters go by another way: the present one of their office, or one that the operator names.

import { type CarriedWay, chooseWay } from '../../../domain/directory/office/profile'
import { defaultTaking } from '../../../domain/letters/systems'
import { nextWayChange, revivedWayChange } from '../../../domain/letters/tapal/next-way-change'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { waysOfOffices } from '../../letters/delivery/ways'
import { type ActOnLetters, type DeskDeps, tellEndpoints } from './act'

/** Passes over letters that go by that way already, that somebody is handing over, and that are no longer to be delivered. */
export const reroute: ActOnLetters = async (deps, letters, act, way) => {
  const { tapals } = deps.repositories
  const moving = { ...act, cause: 'rerouted-by-operator' } as const
  for (const { to, ids } of await waysOf(deps, await tapals.byIds(letters), way, act.at)) {
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
  letters: readonly Tapal[],
  way: string | null,
  at: Date,
): Promise<{ to: CarriedWay; ids: string[] }[]> {
  const codes = [...new Set(letters.map(({ office }) => office))]
  const ways =
    way === null
      ? await waysOfOffices(repositories, { codes }, at, chooseWay)
      : await namedWay(repositories, way, codes)
  return ways.map(({ way: to, offices }) => ({
    to,
    ids: letters.flatMap(({ id, office, endpoint }) =>
      offices.has(office) && endpoint !== to.endpoint ? [id] : [],
    ),
  }))
}

async function namedWay({ endpoints }: DeskDeps['repositories'], way: string, codes: readonly string[]) {
  const endpoint = await endpoints.byId(way)
  if (!endpoint || endpoint.state === 'gone') return []
  const { id, mechanism } = endpoint
  return [{ way: { mechanism, endpoint: id, taking: defaultTaking(mechanism) }, offices: new Set(codes) }]
}
