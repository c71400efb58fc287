/** Watches what the mongod of the tests costs, through /proc; where there is none (macOS, Windows) it measures nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { processesWith } from './local-servers'

export interface MongodCost {
  openFiles: number
  residentMb: number
}

/** A mongod whose files grow with the number of test files would die on a machine with a low limit of open files. */
export const MONGOD_LIMITS: MongodCost = { openFiles: 1_500, residentMb: 1_000 }

const intervalMs = 500

export interface MongodWatch {
  /** The highest values so far; null when nothing could be measured. */
  highest(): MongodCost | null
  stop(): void
}

/** Samples the mongod that works on this data folder, also after it was started again. */
export function watchMongod(dataFolder: string): MongodWatch {
  let pid: number | undefined
  let highest: MongodCost | null = null
  const sample = (): void => {
    try {
      pid ??= processesWith(dataFolder, '--dbpath')[0]
      if (pid === undefined) return
      const now = costOf(pid)
      highest = {
        openFiles: Math.max(now.openFiles, highest?.openFiles ?? 0),
        residentMb: Math.max(now.residentMb, highest?.residentMb ?? 0),
      }
    } catch {
      // The process is gone; it is searched for again.
      pid = undefined
    }
  }
  const timer = setInterval(sample, intervalMs)
  timer.unref()
  return {
    highest: () => highest,
    stop: () => clearInterval(timer),
  }
}

function costOf(pid: number): MongodCost {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const residentKb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
  return { openFiles: readdirSync(`/proc/${pid}/fd`).length, residentMb: Math.round(residentKb / 1024) }
}

/** What exceeds the limits, one sentence each. */
export function mongodFindings(cost: MongodCost, limits: MongodCost = MONGOD_LIMITS): string[] {
  const findings: string[] = []
  if (cost.openFiles > limits.openFiles)
    findings.push(`mongod had ${cost.openFiles} files open; the limit is ${limits.openFiles}`)
  if (cost.residentMb > limits.residentMb)
    findings.push(`mongod took ${cost.residentMb} MB of memory; the limit is ${limits.residentMb} MB`)
  return findings
}
