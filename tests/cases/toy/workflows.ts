// What a worker of the toy case bundles.

export { toy } from './workflow'
