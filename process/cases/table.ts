// The table of cases: one line each.

export { dispatchCase } from './dispatch'
export { endpointCase } from './endpoint'
