// The one file a workflow worker bundles: exports only.

export { collect } from './collect/workflow'
export { dispatch } from './dispatch/workflow'
export { endpoint } from './endpoint/workflow'
