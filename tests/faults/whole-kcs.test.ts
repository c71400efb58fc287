// The faults that `npm test` does to a whole KCS. They stand in files by kind, and are done to one KCS in this order.

import { shareStage } from './shared-stage'

shareStage()

/** A file of faults adds its tests as it is loaded. */
const faultsOf = (file: string) => () => void jest.requireActual(`./${file}`)

// What these leave running or open must not touch those that follow: a worker whose clock is wrong would take over from
// the ones that are killed, and letters of the load of `api-killed` may still be on their way at its end.
describe('a worker is killed', faultsOf('worker-killed'))
describe('words and clocks come late', faultsOf('late'))
describe('a server freezes, or loses all it had', faultsOf('stores-down'))
describe('the clock of a machine is wrong', faultsOf('clocks'))
describe('the API is killed', faultsOf('api-killed'))
