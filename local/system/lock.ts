/** A lock between processes of this machine: a file that names its owner, and is void once that process is gone. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Lock {
  /** True when the owner before us ended without letting go (killed, or the machine went down). */
  inherited: boolean
  release(): void
}

interface Owner {
  pid: number
  /** When the process began, as the kernel counts it: a pid alone may be another program's after a restart. */
  began: string
}

/** Takes the lock, or answers the pid of the living process that holds it. */
export function tryLock(file: string): Lock | { heldBy: number } {
  mkdirSync(dirname(file), { recursive: true })
  for (let inherited = false; ; inherited = true) {
    if (create(file)) return { inherited, release: () => rmSync(file, { force: true }) }
    const owner = readOwner(file)
    if (owner && isRunning(owner)) return { heldBy: owner.pid }
    removeVoid(file)
  }
}

/** A link appears whole or not at all, so nobody ever reads a lock without its owner. */
function create(file: string): boolean {
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) } satisfies Owner), {
    mode: 0o600,
  })
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** Moves the void lock away, and puts it back if another process has taken it in the same moment. */
function removeVoid(file: string): void {
  const away = `${file}.${process.pid}.void`
  try {
    renameSync(file, away)
  } catch {
    return
  }
  const owner = readOwner(away)
  if (owner && isRunning(owner)) renameSync(away, file)
  else rmSync(away, { force: true })
}

/** The pid of the living process that holds the lock; takes nothing. */
export function runningOn(file: string): number | undefined {
  const owner = readOwner(file)
  return owner && isRunning(owner) ? owner.pid : undefined
}

/** Does the work while holding the lock; waits for its turn, and tells `onWait` once whom it waits for. */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait?: (pid: number) => void,
): Promise<T> {
  for (let told = false; ; told = true) {
    const lock = tryLock(file)
    if ('release' in lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (!told) onWait?.(lock.heldBy)
    await sleep(200)
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner
  } catch {
    return undefined
  }
}

function isRunning(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return beganAt(owner.pid) === owner.began
}

function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
