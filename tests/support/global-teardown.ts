/** Jest's global tear-down: ends the servers that the set-up started. */
import { keptServers } from './teardown'

export default async function globalTeardown(): Promise<void> {
  await keptServers()?.stop()
}
