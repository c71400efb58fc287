// One K-SMART of the reference server, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type KsmartEvent } from '../schema'
import { type FileRegister } from './files'
import { type FileStore } from './file-store'

export interface Ksmart extends Core<KsmartOptions, KsmartEvent> {
  files: FileRegister
  store: FileStore
}

export interface KsmartOptions extends InstanceOptions {
  /** Token that KCS must show; the same as the setting of this name. */
  token?: string | undefined
  /** Days in which its services are delivered, counted from the day of filing. */
  serviceDays?: number | undefined
}
