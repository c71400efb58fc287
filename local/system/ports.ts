/** Ports of this machine: chosen once, remembered, checked before each start. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LocalProblem } from './problem'

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
   * (else any). A change of a remembered port is told through `onLine`.
   */
  choose(use: string, preferred?: number): Promise<number>
  /** The remembered port, free or not. */
  remembered(use: string): number | undefined
}

/** Opens the book kept in `file` (JSON, use → port); a spoiled file counts as empty. */
export function openPortBook(file: string, onLine: (line: string) => void): PortBook {
  const ports = readPorts(file)
  return {
    remembered: (use) => ports[use],
    async choose(use, preferred) {
      const old = ports[use]
      if (old !== undefined && (await isPortFree(old))) return old
      const port = await firstFree(preferred, Object.values(ports))
      if (old !== undefined)
        onLine(`port ${old} of ${use} is taken by another program; ${use} moves to port ${port}`)
      ports[use] = port
      writePorts(file, ports)
      return port
    },
  }
}

async function firstFree(preferred: number | undefined, taken: number[]): Promise<number> {
  for (let port = preferred ?? 0; preferred && port <= preferred + 50; port++) {
    if (!taken.includes(port) && (await isPortFree(port))) return port
  }
  return anyFreePort()
}

function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}

function writePorts(file: string, ports: Record<string, number>): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(ports, null, 2)}\n`)
  renameSync(`${file}.new`, file)
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
