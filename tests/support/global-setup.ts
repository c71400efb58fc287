/** Jest's global set-up: one real MongoDB and one real Temporal for all suites, and the time-skipping server's program. */
import { findTimeSkippingServer } from '../../local/temporal/find'
import { describe as text } from '../../local/system/problem'
import { startTestServers } from './test-servers'
import { keepForTeardown } from './teardown'

export default async function globalSetup(): Promise<void> {
  // Long experiments may keep servers of their own running and point here.
  if (process.env['KCS_TEST_MONGODB_URI'] && process.env['KCS_TEST_TEMPORAL_ADDRESS']) return
  const [servers, timeSkipping] = await Promise.allSettled([
    startTestServers(),
    findTimeSkippingServer((line) => console.error(`test servers: ${line}`)),
  ])
  if (servers.status === 'fulfilled') keepForTeardown(servers.value)
  for (const result of [servers, timeSkipping]) {
    if (result.status === 'fulfilled') continue
    if (servers.status === 'fulfilled') await servers.value.finish()
    throw new Error(text(result.reason), { cause: result.reason })
  }
  if (servers.status !== 'fulfilled' || timeSkipping.status !== 'fulfilled') return
  process.env['KCS_TEST_MONGODB_URI'] = servers.value.mongodb.uri
  process.env['KCS_TEST_TEMPORAL_ADDRESS'] = servers.value.temporal.address
  process.env['KCS_TEST_TIME_SKIPPING_SERVER'] = timeSkipping.value
}
