// One iAPS of the reference server, as its parts see it.

import { type Core, type InstanceOptions } from '../../reference/instance'
import { type Letters } from './letters'
import { type OutBook } from './out-book'
import { type SftpServer } from './sftp-server'
import { type Watcher } from './watcher'

export interface Iaps extends Core<IapsOptions, never> {
  /** The folder of its drop on the disk. */
  drop: string
  letters: Letters
  out: OutBook
  watcher: Watcher
  server: SftpServer
}

export interface IapsOptions extends InstanceOptions {
  /** Who may sign in by SFTP; the same as the settings of these names. */
  user?: string | undefined
  password?: string | undefined
  /** How often it looks into its folders, in milliseconds; at other times only when someone at a desk says so. */
  pickUpMs: number
}
