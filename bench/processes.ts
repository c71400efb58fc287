// Processes of KCS beside a benchmark, as in production, and the memory that each of them took.

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSupervisor } from '../local/supervisor'
import { WORKER_NODE_OPTIONS } from '../process/heap'
import { localPath, projectRoot } from '../process/paths'
import { DATABASE, type Stage } from './stage'

export interface Processes {
  start(name: string, program: 'api' | 'workers', env?: Record<string, string>): Promise<void>
  /** The most memory (RSS) that the process has held since its start, in MB; null where the system does not tell. */
  peakMb(name: string): number | null
  stop(): Promise<void>
}

/** `secret` seals what the processes are to open. */
export function openProcesses(
  { servers: { mongodb, temporal } }: Pick<Stage, 'servers'>,
  secret = randomBytes(32).toString('hex'),
): Processes {
  const supervisor = openSupervisor({ onLine: () => undefined, logFolder: localPath('bench', 'logs') })
  return {
    start: (name, program, env = {}) =>
      supervisor.start({
        name,
        script: join(projectRoot(), 'dist', program, 'main.js'),
        execArgv: ['--enable-source-maps', ...(program === 'workers' ? WORKER_NODE_OPTIONS : [])],
        env: {
          MONGODB_URI: mongodb.uri,
          MONGODB_DB: DATABASE,
          TEMPORAL_ADDRESS: temporal.address,
          TEMPORAL_NAMESPACE: temporal.namespace,
          KCS_SECRET: secret,
          LOG_LEVEL: 'warn',
          ...env,
        },
      }),
    peakMb: (name) => peakOf(supervisor.pid(name)),
    stop: () => supervisor.stop(),
  }
}

function peakOf(pid: number | undefined): number | null {
  try {
    const [, kb] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!
    return Number(kb) / 1024
  } catch {
    return null
  }
}
