/** The lock between processes of this machine, with its types; see local/setup/lock.js. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { projectRoot } from '../../process/paths'

export interface Lock {
  /** True when the owner before us ended without letting go (killed, or the machine went down). */
  inherited: boolean
  release(): void
}

interface LockModule {
  tryLock(file: string): Lock | { heldBy: number }
  runningOn(file: string): number | undefined
  withLock<T>(file: string, work: () => Promise<T>, onWait?: (pid: number) => void): Promise<T>
}

// Not built, for it serves before there is a build: loaded from where it stands.
const load = createRequire(__filename)
const lock = load(join(projectRoot(), 'local', 'setup', 'lock.js')) as LockModule

/** Takes the lock, or returns the pid of the living process that holds it. */
export const tryLock: LockModule['tryLock'] = lock.tryLock

/** The pid of the living process that holds the lock; takes nothing. */
export const runningOn: LockModule['runningOn'] = lock.runningOn

/** Does the work while holding the lock; waits for its turn, and calls `onWait` once with the pid it waits for. */
export const withLock: LockModule['withLock'] = lock.withLock
