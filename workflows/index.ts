// The one file a workflow worker bundles: exports only.

export { dispatch } from './dispatch/workflow'
export { endpoint } from './endpoint/workflow'
