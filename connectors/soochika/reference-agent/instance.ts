// One Soochika of the reference server, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type DocumentShelf } from './document-shelf'
import { type InwardRegister } from './inwards'
import { type OutgoingBook } from './outgoing'

export interface Soochika extends Core<SoochikaOptions, never> {
  inwards: InwardRegister
  shelf: DocumentShelf
  outgoing: OutgoingBook
}

export interface SoochikaOptions extends InstanceOptions {
  /** The user that KCS must show; the same as the settings of these names. */
  user?: string | undefined
  password?: string | undefined
  /** Letters get their inward number when they come, or by hand at the front office. */
  numbering: 'at-once' | 'by-hand'
}
