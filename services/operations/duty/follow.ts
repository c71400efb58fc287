// Follows the records of the cases into the audit log, the live feed, the notices and the change feeds of agents.

import type { Parts } from '../../../database/common/parts'
import { enterChanges } from '../../letters/agent-feed/enter'
import { isAway } from './away'
import type { CaseDuties, DutyDeps, Follow, News } from './case'
import { faultName } from './for-each'

/** Rows followed in one turn. */
export const BATCH = 200
/** Into so many parts the records are dealt, so that as many workers follow them side by side. */
export const PARTS_TO_FOLLOW = 8
const ALL: Parts = { of: 1, held: [0] }

/** How long a row that failed is left out. */
const REST_MS = 60_000
/** Rows left out at most; more are tried again sooner. */
const LEFT_OUT = 1_000

/** Rows that could not be followed: looked for one by one, left out for a minute, and then tried again. */
export interface Poison {
  /** By the kind of rows, since when a row is left out. */
  rows: Map<Follow, Map<string, number>>
  /** By the kind of rows, how many turns go row by row. */
  singly: Map<Follow, number>
}

/** No row left out yet; one for each process. */
export function newPoison(): Poison {
  return { rows: new Map(), singly: new Map() }
}

/** What a turn is about, and where it looks. */
interface Turn {
  now: Date
  parts: Parts
  poison: Poison
  rows: number
}

/**
 * One turn over all cases, of at most so many rows each: enters what is new in these parts, each entry once under its own
 * id, and only then marks the record as followed. Killed at any line, the next turn enters the same again and nothing
 * doubles. Of a batch that fails the rows are followed one by one, and the one that fails again is logged and hides no
 * other. Returns true while more waits. Throws what fails for a whole batch, and where the database is not reachable.
 */
export async function follow(
  deps: DutyDeps,
  cases: readonly CaseDuties[],
  now: Date,
  parts: Parts = ALL,
  poison: Poison = newPoison(),
  rows: number = BATCH,
): Promise<boolean> {
  let more = false
  for (const { name, follow: kinds } of cases)
    for (const kind of kinds)
      more = (await followKind(deps, name, kind, { now, parts, poison, rows })) || more
  return more
}

async function followKind(
  deps: DutyDeps,
  name: string,
  kind: Follow,
  { now, parts, poison, rows }: Turn,
): Promise<boolean> {
  const singlyLeft = poison.singly.get(kind) ?? 0
  const limit = singlyLeft > 0 ? 1 : rows
  const news = await kind(deps, { limit, parts, except: leftOut(poison, kind, now) }, now)
  if (!news) {
    poison.singly.delete(kind)
    return false
  }
  poison.singly.set(kind, Math.max(singlyLeft - 1, 0))
  try {
    await enter(deps, news, now)
  } catch (error) {
    // No row is to blame, and none is left out: all are followed once the database is back.
    if (isAway(error)) throw error
    if (limit > 1) {
      poison.singly.set(kind, BATCH)
      throw error
    }
    const failed = poison.rows.get(kind) ?? new Map<string, number>()
    poison.rows.set(kind, failed)
    for (const id of news.ids) {
      deps.log.warn({ case: name, id, err: faultName(error) }, 'a row could not be followed')
      failed.set(id, now.getTime())
    }
  }
  return news.full
}

async function enter({ repositories }: DutyDeps, news: News, now: Date): Promise<void> {
  const { audit, feed, notices } = repositories
  const entries = await news.entries()
  await audit.add(entries.audit)
  await feed.add(entries.feed)
  await notices.add(entries.notices)
  await enterChanges({ repositories }, entries.changes ?? [], now)
  await news.done()
}

function leftOut({ rows }: Poison, kind: Follow, now: Date): string[] {
  const failed = rows.get(kind)
  if (!failed) return []
  for (const [id, since] of failed)
    if (now.getTime() - since > REST_MS || failed.size > LEFT_OUT) failed.delete(id)
  return [...failed.keys()]
}
