/** Ports of this machine: chosen once, remembered, checked before each start. */
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPorts, writePorts } from '../../process/port-book'
import { type Lock, tryLock } from './lock'
import { LocalProblem, PortTaken } from './problem'

const host = '127.0.0.1'

/** True when a server can listen there now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) === port
}

/** Any port that is free now, chosen by the system. */
export async function anyFreePort(): Promise<number> {
  const port = await listenOnce(0)
  if (port === undefined)
    throw new LocalProblem('no port is free on 127.0.0.1', 'End some programs and start again.')
  return port
}

/** Waits until the port is free; false when it still is not after `timeoutMs`. */
export async function untilPortFree(port: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; ; await sleep(100)) {
    if (await isPortFree(port)) return true
    if (Date.now() > end) return false
  }
}

/** Throws a `LocalProblem` that names the port, what it was for, and the setting that changes it. */
export async function requireFreePort(port: number, use: string, setting: string): Promise<void> {
  if (await isPortFree(port)) return
  throw new LocalProblem(
    `port ${port}, meant for ${use}, is taken by another program`,
    `Stop that program, or set ${setting} to a port that is free.`,
  )
}

export interface PortBook {
  /**
   * The port of one use: the remembered one if it is free, else the first free of `preferred` and the 50 after it
   * (else any). A change of a remembered port is reported to `onLine`.
   */
  choose(use: string, preferred?: number): Promise<number>
  /** The remembered port, free or not. */
  remembered(use: string): number | undefined
}

/** Opens the book kept in `file` (JSON, use → port); a broken file counts as empty. */
export function openPortBook(file: string, onLine: (line: string) => void): PortBook {
  const ports = readPorts(file)
  return {
    remembered: (use) => ports[use],
    async choose(use, preferred) {
      const old = ports[use]
      if (old !== undefined && (await reserve(old))) return old
      const port = await firstFree(preferred, Object.values(ports))
      if (old !== undefined)
        onLine(`port ${old} of ${use} is taken by another program; ${use} moves to port ${port}`)
      ports[use] = port
      writePorts(file, ports)
      return port
    },
  }
}

/**
 * Runs a start that chooses its ports itself, again (three times in all) where another program was quicker to take one of
 * them: a connection of any program may get it between the choice and the listening.
 */
export async function onFreePorts<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start()
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === 3) throw error
    }
  }
}

async function firstFree(preferred: number | undefined, portsTaken: number[]): Promise<number> {
  for (let port = preferred ?? 0; preferred && port <= preferred + 50; port++) {
    if (!portsTaken.includes(port) && (await reserve(port))) return port
  }
  for (;;) {
    const port = await anyFreePort()
    if (await reserve(port)) return port
  }
}

const reservations = new Map<number, Lock>()

/**
 * Keeps the port for this process until it ends; false where it is taken. Between the choice of a port and the first
 * listening on it lie seconds, in which another start on this machine must not choose the same.
 */
async function reserve(port: number): Promise<boolean> {
  if (!(await isPortFree(port))) return false
  if (reservations.has(port)) return true
  try {
    const lock = tryLock(join(tmpdir(), 'kcs-ports', String(port)))
    if (!('release' in lock)) return false
    if (reservations.size === 0) process.once('exit', releaseAll)
    reservations.set(port, lock)
  } catch {
    // The folder is another user's: their reservations cannot be seen, and the port is free.
  }
  return true
}

function releaseAll(): void {
  for (const lock of reservations.values()) lock.release()
}

async function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
