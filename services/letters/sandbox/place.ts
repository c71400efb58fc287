// Where test letters live: the same services, over a record of their own, with a test office behind every way but the agent's.

import type { Repositories } from '../../../database'
import { testId } from '../../../domain/letters/sandbox/test-letter'
import type { ServiceDeps } from '../../deps'
import { testConnectors } from './test-connectors'

type Deps = Pick<ServiceDeps, 'repositories' | 'sandbox'> & Partial<Pick<ServiceDeps, 'newId' | 'connectors'>>

/**
 * The same ports for a service that works on test letters. Registers, inboxes, statistics, desk, exports and checks read the
 * other record, so that nothing that is done here can stand in any of them. Safe to repeat.
 */
export function inSandbox<Ports extends Deps>(deps: Ports): Ports {
  if (deps.sandbox) return deps
  const { newId, connectors } = deps
  return {
    ...deps,
    sandbox: true,
    repositories: recordOf(deps.repositories),
    ...(newId ? { newId: (at: Date) => testId(newId(at)) } : {}),
    ...(connectors ? { connectors: testConnectors(connectors) } : {}),
  }
}

function recordOf(repositories: Repositories): Repositories {
  const { dispatches, tapals, registers } = repositories.sandbox
  // An office that a test letter names has not been sent it, and may not read its documents.
  const held = { ...tapals, lettersHeld: () => Promise.resolve([]) }
  return { ...repositories, dispatches, registers, tapals: held }
}
