// Follows the records of the cases into the audit log, the live feed and the notices.

import type { CaseDuties, DutyDeps } from './case'

const BATCH = 200

/**
 * One turn over all cases: enters what is new, each entry once under its own id, and only then marks the record as
 * followed. Killed at any line, the next turn enters the same again and nothing doubles. Returns true while more waits.
 */
export async function follow(deps: DutyDeps, cases: readonly CaseDuties[], now: Date): Promise<boolean> {
  const { audit, feed, notices } = deps.repositories
  let more = false
  for (const one of cases) {
    const news = await one.follow(deps, BATCH, now)
    if (!news) continue
    await audit.add(news.audit)
    await feed.add(news.feed)
    await notices.add(news.notices)
    await news.done()
    more ||= news.full
  }
  return more
}
