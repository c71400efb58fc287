// How far letters have come: counted of the rows for letters to few, kept and counted anew from time to time for letters to many.

import type { KeptTally } from '../../../database/letters/ledger/repository'
import { type Counted, type Tally, tallyOf, totalOf } from '../../../domain/letters/ledger/tally'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { readDispatch, readDispatchErrors } from '../dispatch/read'

type Deps = { repositories: Pick<ServiceDeps['repositories'], 'tapals' | 'tallies'> }

/** From so many recipients on what was counted is kept: fewer are counted in less time than it takes to ask for it. */
export const KEPT_FROM = 500
/** A letter is counted no more often than this, however many look at it while its tapals change. */
const COUNT_EVERY_MS = 2_000
/** Older than this it is counted anew also where no change was noted, so that nothing that is wrong stays so. */
const OLDEST_MS = 60_000
/** Letters to many that one list has counted: each takes some tens of milliseconds for the whole State. */
const COUNTED_AT_ONCE = 3
/** A count that takes longer was that of a process that died. */
const COUNTING_MS = 10_000

/** A tally, and since when changes may be missing in it. */
export type DatedTally = Tally & { asOf: Date }
/** The counts of a letter, and since when changes may be missing in them; null where they are of this moment. */
export type DatedCounts = Pick<Counted, 'counts'> & { asOf: Date | null }

export const readTallyErrors = readDispatchErrors satisfies readonly ErrorCode[]

/** The tally of a letter, for who may see it. Throws KcsError `dispatch-unknown`. */
export async function readTally(
  deps: Deps & Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { dispatch: id }: { dispatch: string },
  now: Date,
): Promise<DatedTally> {
  const dispatch = await readDispatch(deps, caller, id)
  return tallyOfLetter(deps, dispatch.id, now)
}

/** The tally of a letter; exact as of its instant. */
export async function tallyOfLetter(deps: Deps, dispatch: string, now: Date): Promise<DatedTally> {
  const kept = (await deps.repositories.tallies.kept([dispatch])).get(dispatch)
  if (kept && isFresh(kept, now)) return kept
  return kept ? countAgain(deps, kept, now) : countFirst(deps, dispatch, now)
}

/** The counts of several letters, each exact as of its instant. Few of them are counted anew, the longest ago first. */
export async function countsOfLetters(
  deps: Deps,
  dispatches: readonly string[],
  now: Date,
): Promise<Map<string, DatedCounts>> {
  const kept = await deps.repositories.tallies.kept(dispatches)
  const others = dispatches.filter((id) => !kept.has(id))
  const countsById = others.length === 0 ? [] : await deps.repositories.tapals.counts(others)
  const counted = new Map<string, DatedCounts>()
  for (const [id, counts] of countsById) counted.set(id, { counts, asOf: null })
  for (const [id, tally] of kept) counted.set(id, datedCounts(tally))

  const many = [...countsById].flatMap(([id, counts]) => (totalOf({ counts }) < KEPT_FROM ? [] : [id]))
  for (const id of many.slice(0, COUNTED_AT_ONCE))
    counted.set(id, datedCounts(await countFirst(deps, id, now)))
  const stale = [...kept.values()].filter((tally) => !isFresh(tally, now))
  const longestAgo = stale.sort((one, other) => one.asOf.getTime() - other.asOf.getTime())
  for (const tally of longestAgo.slice(0, COUNTED_AT_ONCE))
    counted.set(tally.id, datedCounts(await countAgain(deps, tally, now)))
  return counted
}

function datedCounts({ all, asOf }: DatedTally): DatedCounts {
  return { counts: all.counts, asOf }
}

function isFresh({ asOf, changes, counted }: KeptTally, now: Date): boolean {
  const ageMs = now.getTime() - asOf.getTime()
  return ageMs < COUNT_EVERY_MS || (changes === counted && ageMs < OLDEST_MS)
}

async function countFirst(deps: Deps, dispatch: string, now: Date): Promise<DatedTally> {
  const tally = await count(deps, dispatch)
  if (totalOf(tally.all) >= KEPT_FROM) await deps.repositories.tallies.begin(dispatch, tally, now)
  return { ...tally, asOf: now }
}

/** One process counts at a time; who comes meanwhile is told what was counted before, and as of when. */
async function countAgain(deps: Deps, kept: KeptTally, now: Date): Promise<DatedTally> {
  const { tallies } = deps.repositories
  const until = new Date(now.getTime() + COUNTING_MS)
  // Read before the rows: a change that is noted from here on has it counted once more.
  const changes = await tallies.take(kept.id, kept.asOf, now, until)
  if (changes === null) return kept
  const tally = await count(deps, kept.id)
  await tallies.keep(kept.id, until, changes, tally, now)
  return { ...tally, asOf: now }
}

async function count({ repositories: { tapals } }: Deps, dispatch: string): Promise<Tally> {
  return tallyOf(await tapals.tallyCells(dispatch))
}
