// One ILGMS of the reference server, as its routes see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type InwardRegister } from './inwards'
import { type RowBook } from './outbox'
import { type SessionBook, type SessionKnobs } from './sessions'

export interface Ilgms extends Core<IlgmsOptions, never> {
  inwards: InwardRegister
  rows: RowBook
  sessions: SessionBook
}

export interface IlgmsOptions extends InstanceOptions {
  /** How its sessions behave from the start. */
  sessions?: Partial<SessionKnobs> | undefined
}
