// The pause of an endpoint as a registered case.

import { endpointWorkflowId } from '../../domain/letters/endpoint/endpoint'
import { DISPATCH_QUEUE } from '../dispatch/manifest'
import type { ManifestOf } from '../manifest'

export const endpointManifest: ManifestOf<'endpoint'> = {
  name: 'endpoint',
  workflowType: 'endpoint',
  // Runs of few and short tasks share the worker of the dispatches.
  taskQueue: DISPATCH_QUEUE,
  workflowId: endpointWorkflowId,
  repeats: true,
  startArgument: (endpointId) => ({ endpointId }),
  signals: ['parked', 'resumed'],
  offered: ['parked', 'resumed'],
  queries: ['progress'],
  searchAttributes: { KcsFlow: 'KEYWORD', KcsStage: 'KEYWORD', KcsParked: 'INT' },
  mayStart: ['operator', 'admin'],
  maySignal: ['operator', 'admin'],
}
