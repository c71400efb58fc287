// The reference agent of one system as a process over a folder of its own, for each test anew.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentSystem } from '../../../domain/letters/systems'
import { type RunningAgent, runAgent } from './running'

export interface Started {
  agent: RunningAgent
  /** Address of the first instance. */
  url: string
  port: string
}

/**
 * Returns how it is started, at a port or at any, over what the one before left. Each test has its folder, and what it started
 * ends with it.
 */
export function ownProcess(
  system: AgentSystem,
  instances: () => readonly { code: string }[],
): (port?: string) => Promise<Started> {
  let folder: string
  const running: RunningAgent[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), `kcs-${system}-`))
  })
  afterEach(async () => {
    for (const agent of running.splice(0)) await agent.kill()
    await rm(folder, { recursive: true })
  })
  return async (port = '0') => {
    const all = instances()
    const flags = ['--state', folder, '--port', port, '--instances', JSON.stringify(all)]
    const agent = await runAgent(system, flags)
    running.push(agent)
    const url = agent.addresses[all[0]!.code]!
    return { agent, url, port: new URL(url).port }
  }
}
