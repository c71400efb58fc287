// One e-Office of the reference server, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type EofficeEvent } from '../schema'
import { type DakRegister } from './dak'

export interface Eoffice extends Core<EofficeOptions, EofficeEvent> {
  dak: DakRegister
}

export interface EofficeOptions extends InstanceOptions {
  /** Token that KCS must show; the same as the setting of this name. */
  token?: string | undefined
}
