// The KCS that all faults of a test file share: to start one costs more than most faults take.

import { openStage, type Stage } from './letters'

/** There once the tests run. Each fault leaves it whole for the next. */
export let stage: Stage

/** Starts it before the tests of the file, and ends it after them. */
export function shareStage(): void {
  beforeAll(async () => {
    stage = await openStage()
  }, 180_000)
  afterAll(() => stage?.close(), 60_000)
}
