/** Jest's global tear-down: ends the servers that the set-up started, and fails the run when one of them did not do well. */
import { keptServers } from './teardown'

export default async function globalTeardown(): Promise<void> {
  const findings = (await keptServers()?.finish()) ?? []
  for (const finding of findings) console.error(`test servers: FAILED: ${finding}`)
  // Thrown, it would cost the report of all tests, which jest writes after this.
  if (findings.length > 0) process.exitCode = 1
}
