// The collection from a system that cannot call KCS, as a registered case: a schedule starts a short run again and again.

import { collectWorkflowId } from '../../domain/letters/collect/collection'
import { DISPATCH_QUEUE } from '../dispatch/manifest'
import type { ManifestOf } from '../manifest'

export const collectManifest: ManifestOf<'collect'> = {
  name: 'collect',
  workflowType: 'collect',
  // Its own tasks are few and short; the collecting itself is done on the queue of the system.
  taskQueue: DISPATCH_QUEUE,
  workflowId: collectWorkflowId,
  repeats: true,
  startArgument: (endpointId) => ({ endpointId, mechanism: null, atOnce: true }),
  signals: [],
  offered: [],
  queries: [],
  searchAttributes: { KcsFlow: 'KEYWORD' },
  mayStart: ['operator', 'admin'],
  maySignal: ['operator', 'admin'],
}
