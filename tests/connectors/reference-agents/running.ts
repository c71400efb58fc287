// Runs a reference agent as a process of its own and talks to the API of its desks.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '../../../process/paths'
import { typescriptExecArgv } from '../../support/processes'

export interface RunningAgent {
  child: ChildProcess
  addresses: Record<string, string>
  kill(): Promise<void>
}

/** Starts `connectors/<system>/reference-agent/main.ts` with flags and waits until it says where it is. */
export async function runAgent(system: string, flags: string[]): Promise<RunningAgent> {
  const main = join(projectRoot(), 'connectors', system, 'reference-agent', 'main.ts')
  const child = fork(main, flags, {
    execArgv: typescriptExecArgv(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [addresses] = (await once(child, 'message')) as [Record<string, string>]
  return {
    child,
    addresses,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** Posts JSON and returns the JSON of the answer. Throws on a status other than 2xx. */
export async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

/** Gets JSON. */
export async function get<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T
}
