// The lanes of a run: each hands over beside the waiting, and all can be stopped at once.

import { CancellationScope, isCancellation } from '@temporalio/workflow'
import type { LaneReport } from '../../activities/letters/deliver'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import { handOverLane } from '../steps/activities'
import type { LaneProgress } from './messages'

export interface Lanes {
  start(lane: LaneSummary): void
  /** No lane is handing over. */
  idle(): boolean
  /**
   * Stops all lanes: one that waits for its next try at once, one that hands over after that try, so that what
   * follows knows how it ended. Answers the lanes that did not come to their end.
   */
  stop(): Promise<LaneSummary[]>
}

/** Lanes are listed in `shown` as they start; `heard` is told what each reports. */
export function createLanes(
  dispatchId: string,
  shown: LaneProgress[],
  heard: (report: LaneReport) => void,
): Lanes {
  const running = new Set<Promise<void>>()
  let scope = new CancellationScope()
  let stopped: LaneSummary[] = []

  function start(lane: LaneSummary): void {
    const row = { ...lane, done: false }
    shown.push(row)
    const work: Promise<void> = scope.run(() => handOver(lane, row)).finally(() => running.delete(work))
    running.add(work)
  }

  async function handOver(lane: LaneSummary, row: LaneProgress): Promise<void> {
    try {
      const report = await handOverLane(dispatchId, lane)
      report.moved.forEach(start)
      row.done = true
      heard(report)
    } catch (error) {
      if (!isCancellation(error)) throw error
      row.done = true
      stopped.push(lane)
    }
  }

  return {
    start,
    idle: () => running.size === 0,
    async stop() {
      if (running.size === 0) return []
      scope.cancel()
      // A lane that ends may have moved its rows to another, which is stopped as it starts.
      while (running.size > 0) await Promise.all(running)
      scope = new CancellationScope()
      const answer = stopped
      stopped = []
      return answer
    },
  }
}
