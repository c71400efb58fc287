/** Hands the running servers from jest's global set-up to its global tear-down, which run in one process. */
import { type TestServers } from './test-servers'

const key = Symbol.for('kcs.test.servers')
const holder = globalThis as { [key]?: TestServers }

export function keepForTeardown(servers: TestServers): void {
  holder[key] = servers
}

export function keptServers(): TestServers | undefined {
  return holder[key]
}
