// The worker process: workflows, deliveries and duties, until it gets the signal to stop.

import { readConfig } from '../config'
import { failToStart, sayReady, stopWithParent } from '../process/child'
import { startWorker } from '../process/worker'

/** Longer than the grace of the workers, which drain first. */
const GRACE_MS = 14_000

async function main(): Promise<void> {
  const worker = await startWorker(readConfig())
  stopWithParent(() => worker.stop(), { graceMs: GRACE_MS })
  sayReady()
  await worker.ended
}

main().catch(failToStart)
