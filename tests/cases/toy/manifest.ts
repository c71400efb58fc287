// The toy as a registered case, on a task queue of its own.

import type { ManifestOf } from '../../../workflows/manifest'

export const toyManifest: ManifestOf<'toy'> = {
  name: 'toy',
  workflowType: 'toy',
  taskQueue: 'toy',
  workflowId: (toyId) => `toy:${toyId}`,
  repeats: false,
  startArgument: (toyId) => ({ toyId }),
  signals: ['decided', 'look'],
  offered: ['decided', 'look'],
  queries: ['progress'],
  searchAttributes: { KcsFlow: 'KEYWORD' },
  mayStart: ['operator'],
  maySignal: ['operator'],
}
