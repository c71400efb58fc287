// Letters go by another way: the present one of their office, or one that the operator names.

import { profileAt, chooseWay } from '../../../domain/directory/office/profile'
import type { Office } from '../../../domain/directory/office/office'
import { defaultTaking } from '../../../domain/letters/systems'
import { type NewWay, rerouteChange } from '../../../domain/letters/tapal/acts'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { type ActOnLetters, type DeskDeps, tellEndpoints } from './act'

/** Passes over letters that go by that way already, that somebody is handing over, and that are no longer to be delivered. */
export const reroute: ActOnLetters = async (deps, letters, act, way) => {
  const { tapals } = deps.repositories
  for (const { to, ids } of await waysOf(deps, await tapals.byIds(letters), way, act.at)) {
    const free = { freeAt: act.at, hasSeat: true } as const
    await tapals.applyToAll(ids, rerouteChange(to, 'failed', act), { ...free, state: 'failed' })
    await tapals.applyToAll(ids, rerouteChange(to, 'undelivered', act), {
      ...free,
      state: UNDELIVERED_STATES,
      awaitsTry: true,
    })
  }
  await tellEndpoints(deps, await tapals.marked(letters, act.key))
}

async function waysOf(
  { repositories: { endpoints, offices } }: DeskDeps,
  letters: readonly Tapal[],
  way: string | null,
  at: Date,
): Promise<{ to: NewWay; ids: string[] }[]> {
  const named = way === null ? null : await endpoints.byId(way)
  if (way !== null && (!named || named.state === 'gone')) return []
  const officesByCode =
    named === null ? await offices.byCodes([...new Set(letters.map(({ office }) => office))]) : new Map()
  const ways = new Map<string, { to: NewWay; ids: string[] }>()
  for (const letter of letters) {
    const to = named
      ? { mechanism: named.mechanism, endpoint: named.id, taking: defaultTaking(named.mechanism) }
      : presentWay(officesByCode.get(letter.office), at)
    if (!to || to.endpoint === letter.endpoint) continue
    const key = JSON.stringify(to)
    const same = ways.get(key) ?? { to, ids: [] }
    same.ids.push(letter.id)
    ways.set(key, same)
  }
  return [...ways.values()]
}

/** The first way of the profile that holds now. */
function presentWay(office: Pick<Office, 'profiles'> | undefined, at: Date): NewWay | null {
  const profile = office && profileAt(office, at)
  if (!profile) return null
  const { mechanism, endpoint, taking } = chooseWay(profile)
  return { mechanism, endpoint, taking }
}
