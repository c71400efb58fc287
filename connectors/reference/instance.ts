// One instance of a reference agent: its options, what it keeps and owes KCS, and what its system adds.

import { type Router } from '@koa/router'
import { type KeptLetter, type Settings } from './gateway'
import { type KnobBoard, type KnobSettings } from './knobs'
import { type Outbox } from './outbox'

export interface InstanceOptions {
  /** Part of its address, `http://127.0.0.1:<port>/<code>`; empty for an only one at the root. */
  code: string
  name: string
  /** Head of its diary numbers. */
  prefix: string
  /** Offices that work in it; all if empty. */
  offices: string[]
  settings: Partial<Settings>
  knobs: KnobSettings
}

/** An instance as the system's own code sees it. `Report` is what it tells KCS in a call-back. */
export interface Core<Options extends InstanceOptions, Report> {
  options: Options
  folder: string
  settings: Settings
  knobs: KnobBoard
  outbox: Outbox<Owed<Report>>
}

export type Owed<Report> = { letter: KeptLetter } | { report: Report }

/** What a system adds to the core. */
export interface Instance {
  /** What is registered at KCS of a system that is not called at its page's address. */
  endpoint?: { address: string; settings: Readonly<Record<string, string>> }
  /** Adds the routes that KCS calls; the faults on the knobs meet these alone. */
  addProtocol(router: Router): void
  /** Adds the routes of the people at its desks. */
  addDesk(router: Router): void
  /** Delivery keys of the letters that lie there. */
  arrived(): string[]
  /** Takes a letter, so that it cannot be withdrawn any more. */
  take(deliveryKey: string): Promise<unknown>
  /** For a system that cannot call KCS: keeps a letter of one of its offices until it is collected. */
  send?: (id: string, letter: KeptLetter) => Promise<{ id: string; state: string }>
  /** The letters that were so kept. */
  sent?: () => { id: string; state: string }[]
  /** Looks at once for what is to be done. */
  wake?(): void
  stop(): Promise<void>
}
