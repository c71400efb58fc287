// By which ways letters go on, by the profiles that hold now and what systems take: the one rule of all that moves letters.

import type { Repositories } from '../../../database'
import {
  type DeliveryProfile,
  type OtherWay,
  plainProfile,
  profileAt,
  type StandingOf,
} from '../../../domain/directory/office/profile'
import type { LetterRecord } from '../../../domain/letters/dispatch/record'
import { FALLBACK_MECHANISM } from '../../../domain/letters/delivery/mechanism'
import { GONE_STANDING, standingOf } from '../../../domain/letters/endpoint/endpoint'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import type { Tapal } from '../../../domain/letters/tapal/tapal'

/** What decides the way of a tapal: its office, and its letter. */
export type WayfaringTapal = Pick<Tapal, 'id' | 'office' | 'dispatch'>

/** Tapals that go on by the same way. */
export interface WayOfTapals {
  way: OtherWay
  ids: string[]
}

/** The ways of some offices, and how their endpoints stand now. */
export interface Ways {
  profileOf(office: string): DeliveryProfile
  standing: StandingOf
}

/**
 * An office without a profile has the agent application; an endpoint that is not known counts as gone. `also` names an
 * endpoint beside those of the profiles. Two reads.
 */
export async function readWays(
  { offices, endpoints }: Pick<Repositories, 'offices' | 'endpoints'>,
  { codes, also }: { codes: readonly string[]; also: string | null },
  now: Date,
): Promise<Ways> {
  const rows = await offices.byCodes(codes)
  const usual = plainProfile(now, FALLBACK_MECHANISM, FALLBACK_MECHANISM)
  const profiles = new Map(
    codes.map((code) => {
      const office = rows.get(code)
      return [code, (office && profileAt(office, now)) ?? usual]
    }),
  )
  const ids = [...profiles.values()].flatMap(({ ways }) => ways.flatMap((way) => way.endpoint ?? []))
  const records = await endpoints.byIds([...new Set(also === null ? ids : [also, ...ids])])
  return {
    profileOf: (code) => profiles.get(code) ?? usual,
    standing: (id) => standingOf(records.get(id), now) ?? GONE_STANDING,
  }
}

/** The letters of the tapals by the ids of their dispatches, for what systems take of them. One read. */
export async function lettersOf(
  { dispatches }: Pick<Repositories, 'dispatches'>,
  tapals: readonly Pick<Tapal, 'dispatch'>[],
): Promise<ReadonlyMap<string, LetterRecord>> {
  const letters = await dispatches.byIds([...new Set(tapals.map(({ dispatch }) => dispatch))])
  return new Map(letters.map((letter) => [letter.id, letter]))
}

/** Groups the tapals by the way that `choose` gives for each; those it gives none are left out. Two rounds of reads. */
export async function waysOfTapals(
  repositories: Pick<Repositories, 'offices' | 'endpoints' | 'dispatches'>,
  { tapals, also }: { tapals: readonly WayfaringTapal[]; also: string | null },
  now: Date,
  choose: (
    profile: DeliveryProfile,
    standing: StandingOf,
    letter: RoutedLetter | undefined,
  ) => OtherWay | null,
): Promise<WayOfTapals[]> {
  const codes = [...new Set(tapals.map(({ office }) => office))]
  const [{ profileOf, standing }, letters] = await Promise.all([
    readWays(repositories, { codes, also }, now),
    lettersOf(repositories, tapals),
  ])
  const waysByKey = new Map<string, WayOfTapals>()
  for (const { id, office, dispatch } of tapals) {
    const way = choose(profileOf(office), standing, letters.get(dispatch))
    if (!way) continue
    const key = JSON.stringify(way)
    const group = waysByKey.get(key) ?? { way, ids: [] }
    group.ids.push(id)
    waysByKey.set(key, group)
  }
  return [...waysByKey.values()]
}
