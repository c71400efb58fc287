/** Servers of a single test on a folder of its own, and the processes behind them, for tests that kill. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Kcs } from '../../local/kcs'
import { openServers, type Servers, type ServersOptions } from '../../local/servers'
import { localPath } from '../../process/paths'

export interface OwnServers {
  folder: string
  /** All that was said through `onLine`. */
  lines: string[]
  /** Opens (again) on the same folder. */
  open(options?: Partial<ServersOptions>): Promise<Servers>
  /** Removes the folder. */
  remove(): void
}

/** A folder under `.local/test` with nothing in it; servers opened on it are the test's own. */
export function ownServers(): OwnServers {
  const folder = localPath('test', `own-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { recursive: true })
  const lines: string[] = []
  return {
    folder,
    lines,
    open: (options) =>
      openServers({
        dataFolder: join(folder, 'data'),
        portsFile: join(folder, 'ports.json'),
        logFolder: join(folder, 'logs'),
        environment: {},
        searchAttributes: [],
        onLine: (line) => lines.push(line),
        ...options,
      }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  }
}

/** Which process is a part of a KCS on this folder now: one of the two servers, or one that its supervisor keeps. */
export function pidsOf({ supervisor }: Kcs, folder: string): (part: string) => number | undefined {
  const data = join(folder, 'data')
  return (part) => {
    if (part === 'temporal') return processesWith(data, 'start-dev').at(-1)
    if (part === 'mongod') return processesWith(data, '--dbpath')[0]
    return supervisor.pid(part)
  }
}

/** Processes whose command line holds all these texts, seen through /proc; the test's own process is left out. */
export function processesWith(...texts: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      const command = commandLine(name)
      return texts.every((text) => command.includes(text))
    })
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
