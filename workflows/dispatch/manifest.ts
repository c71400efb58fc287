// The dispatch as a registered case.

import { dispatchWorkflowId } from '../../domain/letters/dispatch/dispatch'
import type { ManifestOf } from '../manifest'

export const DISPATCH_QUEUE = 'dispatch'

export const dispatchManifest: ManifestOf<'dispatch'> = {
  name: 'dispatch',
  workflowType: 'dispatch',
  taskQueue: DISPATCH_QUEUE,
  workflowId: dispatchWorkflowId,
  repeats: false,
  startArgument: (dispatchId) => ({ dispatchId }),
  signals: ['acknowledged', 'delivered', 'rerouted', 'recalled'],
  offered: ['recalled'],
  queries: ['progress'],
  // Set once at the start: each later change would cost an event of every letter's history.
  searchAttributes: { KcsFlow: 'KEYWORD' },
  mayStart: ['operator', 'admin'],
  maySignal: ['operator', 'admin'],
}
