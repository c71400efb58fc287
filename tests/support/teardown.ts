/** Hands the running servers from jest's global set-up to its global tear-down, which run in one process. */
import { type Servers } from '../../local/servers'

const key = Symbol.for('kcs.test.servers')
const holder = globalThis as { [key]?: Servers }

export function keepForTeardown(servers: Servers): void {
  holder[key] = servers
}

export function keptServers(): Servers | undefined {
  return holder[key]
}
