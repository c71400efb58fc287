// What the agent of an endpoint is told because of the new moves of the endpoint.

import { changeOfEndpoint } from '../../../domain/letters/agent-feed/change'
import type { DutyDeps, Following, News } from '../../operations/duty/case'

/** Reads endpoints whose newest moves are not followed yet; the audit log has them from the write itself. */
export async function followEndpoints(deps: DutyDeps, following: Following): Promise<News | null> {
  const { endpoints } = deps.repositories
  const rows = await endpoints.unfollowed(following)
  if (rows.length === 0) return null
  const changes = rows.flatMap(({ id, agent, moves }) =>
    agent === null ? [] : moves.map((move) => changeOfEndpoint({ id, agent }, move)),
  )
  return {
    full: rows.length === following.limit,
    ids: rows.map(({ id }) => id),
    entries: async () => ({ audit: [], feed: [], notices: [], changes }),
    done: () => endpoints.markFollowed(rows),
  }
}
