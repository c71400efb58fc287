// A filing system that calls KCS is up: what is paused of it is probed at once, and not at its next time.

import type { ServiceDeps } from '../../deps'

/** A system that goes on calling while its probes fail is not probed at each call. */
const PROBES_APART_MS = 30_000

/**
 * Has the endpoints probed soon that KCS has paused, and notes when an agent called with its key; an operator's pause stays.
 * The caller has checked who calls.
 */
export function heardFrom(
  { repositories, runs }: Pick<ServiceDeps, 'repositories' | 'runs'>,
  from: { id: string } | { agent: string },
  now: Date,
): void {
  runs.soon(`heard ${Object.values(from).join()}`, async () => {
    if ('agent' in from) await repositories.agents.noteSeen(from.agent, now)
    const since = new Date(now.getTime() - PROBES_APART_MS)
    for (const id of await repositories.endpoints.heard(from, now, since))
      await runs.signalWithStart('endpoint', id, 'resumed')
  })
}
