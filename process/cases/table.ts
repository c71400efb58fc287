// The table of cases: one line each.

export { collectCase } from './collect'
export { dispatchCase } from './dispatch'
export { endpointCase } from './endpoint'
