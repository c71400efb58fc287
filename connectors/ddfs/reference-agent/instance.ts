// One DDFS of the reference server, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type Bench, type BenchKnobs } from './bench'
import { type JobBook } from './jobs'
import { type OutgoingBook } from './outgoing'

export interface Ddfs extends Core<DdfsOptions, never> {
  jobs: JobBook
  bench: Bench
  outgoing: OutgoingBook
}

export interface DdfsOptions extends InstanceOptions {
  /** Token that KCS must show; the same as the setting of this name. */
  token?: string | undefined
  /** How jobs are worked off from the start on. */
  bench?: Partial<BenchKnobs> | undefined
  /** When it is to be asked again about a job that waits. */
  askAfterSeconds: number
}
