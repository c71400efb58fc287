// The API process: serves until it gets the signal to stop.

import { readConfig } from '../config'
import { startApi } from '../process/api'
import { failToStart, sayReady, stopWithParent } from '../process/child'

async function main(): Promise<void> {
  const api = await startApi(readConfig())
  stopWithParent(() => api.stop())
  sayReady()
}

main().catch(failToStart)
