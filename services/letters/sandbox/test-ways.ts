// The list of a test letter, routed as that of any other, and then kept within the sandbox.

import { saysItIsATest, TEST_OFFICE } from '../../../domain/letters/sandbox/test-office'
import { MAX_TEST_TAPALS, type TestMark } from '../../../domain/letters/sandbox/test-letter'
import type { ServiceDeps } from '../../deps'
import type { PlanBatch } from '../routing/plan'
import type { PlannedRoute } from '../routing/router'

/**
 * The same batches: what would not go to the endpoint of the agent itself goes to the test office, and recipients beyond
 * MAX_TEST_TAPALS are left out. A recipient that no letter reaches is refused as it would be.
 */
export async function* testBatches(
  { agents }: Pick<ServiceDeps['repositories'], 'agents'>,
  { agent }: TestMark,
  batches: AsyncGenerator<PlanBatch, void>,
): AsyncGenerator<PlanBatch, void> {
  const own = (await agents.byId(agent))?.endpoint ?? null
  let room = MAX_TEST_TAPALS
  for await (const { routes, ...batch } of batches) {
    const within = routes.slice(0, room)
    room -= within.length
    yield { ...batch, routes: within.map((route) => keptWithin(route, own)) }
    if (room === 0) return
  }
}

function keptWithin(route: PlannedRoute, own: string | null): PlannedRoute {
  const { mechanism, endpoint, refusals } = route
  if (mechanism === null || refusals.length > 0) return route
  if (endpoint === own && saysItIsATest(mechanism)) return route
  return { ...route, mechanism: TEST_OFFICE, endpoint: TEST_OFFICE, taking: 'diary' }
}
