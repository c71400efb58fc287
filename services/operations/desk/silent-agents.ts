// Agents that KCS does not reach as they wanted: webhooks that are dead, and those who come for their letters and stay away.

import type { Subscription } from '../../../database/access/subscription/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'

/** Nobody came for letters that have lain so long: as long as until sender and operator are first told of a letter. */
const STAYED_AWAY_MS = 4 * 3_600_000
/** So many of each are told of at once. */
const MOST = 200
const MOST_LETTERS = 10_000

export interface SilentAgents {
  /** The one that died first first. */
  webhooks: Subscription[]
  visitors: { endpoint: EndpointRecord; letters: number }[]
}

/** Three reads. An agent with nothing to fetch is not missed. */
export async function silentAgents(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  now: Date,
): Promise<SilentAgents> {
  const { subscriptions, endpoints, tapals } = repositories
  const since = new Date(now.getTime() - STAYED_AWAY_MS)
  const [webhooks, away] = await Promise.all([subscriptions.dead(MOST), endpoints.notVisited(since, MOST)])
  const ids = away.map(({ id }) => id)
  const waiting =
    ids.length === 0 ? new Map<string, number>() : await tapals.waitingSince(ids, since, MOST_LETTERS)
  const visitors = away.flatMap((endpoint) => {
    const letters = waiting.get(endpoint.id) ?? 0
    return letters === 0 ? [] : [{ endpoint, letters }]
  })
  return { webhooks, visitors }
}

export const readSilentAgentsErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** The same for an operator. Throws KcsError `forbidden`. */
export async function readSilentAgents(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  now: Date,
): Promise<SilentAgents> {
  requireOperator(caller)
  return silentAgents(deps, now)
}
