// The schedules of collections: one for each system that is asked again and again, as its endpoint stands.

import type { Agent } from '../../../database/access/agent/repository'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { cardOf, DEFAULT_COLLECT_SECONDS } from '../../../domain/letters/systems'
import type { Rhythm } from '../../../temporal/runs'
import { type DutyDeps } from '../../operations/duty/case'
import { forEach } from '../../operations/duty/for-each'
import type { ServiceDeps } from '../../deps'
import { whyNeverAsked } from './held'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>

/**
 * How often the system is asked; null for one that is never asked. It rests while an operator's pause holds. Where KCS paused
 * it, its runs go on: they see that the pause is probed.
 */
function rhythmOf(
  record: EndpointRecord,
  agent: Agent | null,
  connectors: ServiceDeps['connectors'],
): Rhythm | null {
  if (whyNeverAsked(record, agent, connectors) !== null) return null
  const { collectEverySeconds = DEFAULT_COLLECT_SECONDS } = cardOf(record.mechanism)
  return {
    everySeconds: collectEverySeconds,
    paused: record.state === 'paused' && record.pausedBy === 'operator',
  }
}

/**
 * Has the schedule of the endpoint follow soon how it stands, and the system asked at once where it may be. A lost word is
 * made up for by the duty.
 */
export function tellSchedule(deps: Deps, endpoint: string): void {
  deps.runs.soon(`schedule ${endpoint}`, async () => {
    const record = await deps.repositories.endpoints.byId(endpoint)
    if (!record || !deps.connectors[record.mechanism].collect) return
    const agent = record.agent === null ? null : await deps.repositories.agents.byId(record.agent)
    const rhythm = rhythmOf(record, agent, deps.connectors)
    await follow(deps, record, rhythm)
    if (rhythm?.paused === false) await deps.runs.start('collect', endpoint)
  })
}

/**
 * Compares all schedules with the endpoints: makes those that are missing, changes those that go otherwise, and removes those
 * that nobody needs. Returns how many. What fails for one is logged and left to the next turn. Throws KcsError
 * `service-unavailable` where Temporal is not reachable.
 */
export async function keepSchedules(deps: DutyDeps & Deps): Promise<number> {
  const { repositories, connectors, runs } = deps
  const [records, present] = await Promise.all([repositories.endpoints.list(), runs.scheduled('collect')])
  const collecting = records.filter(({ mechanism }) => connectors[mechanism].collect !== undefined)
  const agentsById = collecting.length === 0 ? [] : await repositories.agents.list()
  const agentOf = new Map(agentsById.map((agent) => [agent.id, agent]))
  const wanted = new Map(
    collecting.flatMap((record) => {
      const rhythm = rhythmOf(record, agentOf.get(record.agent ?? '') ?? null, connectors)
      return rhythm === null ? [] : [[record.id, { record, rhythm }] as const]
    }),
  )
  const differing = [...wanted.keys()].filter((id) => !isSame(wanted.get(id)!.rhythm, present.get(id)))
  const surplus = [...present.keys()].filter((id) => !wanted.has(id))
  const work = { work: 'keep-schedule', case: 'collect' }
  return forEach(deps, work, [...differing, ...surplus], async (id) => {
    const one = wanted.get(id)
    if (one) await follow(deps, one.record, one.rhythm)
    else await runs.unschedule('collect', id)
  })
}

async function follow(
  { runs }: Pick<Deps, 'runs'>,
  record: EndpointRecord,
  rhythm: Rhythm | null,
): Promise<void> {
  const { id, mechanism } = record
  if (rhythm === null) return runs.unschedule('collect', id)
  await runs.schedule('collect', id, rhythm, { endpointId: id, mechanism, atOnce: false })
}

function isSame(wanted: Rhythm, present: Rhythm | undefined): boolean {
  return present?.everySeconds === wanted.everySeconds && present.paused === wanted.paused
}
