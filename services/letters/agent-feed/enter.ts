// Numbers what happened for each agent that it concerns, and wakes what is to bring it to them.

import type { ChangeFor } from '../../../database/letters/agent-feed/repository'
import { type Change, sideOf } from '../../../domain/letters/agent-feed/change'
import type { ServiceDeps } from '../../deps'

const NOTHING: ReadonlySet<string> = new Set()

/**
 * Enters each change once in the feed of each agent that serves one of its offices, or that it names. Safe to repeat: a
 * kill at any line loses nothing, for whoever follows the record does it again.
 */
export async function enterChanges(
  { repositories: { agents, agentFeed, subscriptions } }: Pick<ServiceDeps, 'repositories'>,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const offices = new Set(
    changes.flatMap(({ sender, office }) => [sender, office]).filter((code) => code !== ''),
  )
  const servedBy = offices.size === 0 ? new Map<string, Set<string>>() : await agents.serving([...offices])
  const entries = changes.flatMap((change) => entriesOf(change, servedBy))
  if (entries.length === 0) return
  await agentFeed.add(entries, now)
  // Read after they are in: also what another has entered for us, and did not live to tell.
  const concerned = [...new Set(entries.map(({ agent }) => agent))]
  await subscriptions.wake(await agentFeed.lastOf(concerned), now)
}

function entriesOf(change: Change, servedBy: ReadonlyMap<string, Set<string>>): ChangeFor[] {
  const asOf = (agent: string): ChangeFor => ({
    ...{ agent, change },
    as: sideOf(change, servedBy.get(agent) ?? NOTHING),
  })
  if (change.test) return [asOf(change.agent)]
  const serving = [...servedBy].filter(
    ([, served]) => served.has(change.sender) || (change.tapal !== '' && served.has(change.office)),
  )
  const agents = serving.map(([agent]) => agent)
  const named = change.agent === '' || agents.includes(change.agent) ? [] : [change.agent]
  return [...agents, ...named].map(asOf)
}
