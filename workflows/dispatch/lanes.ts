// The lanes of a run: each hands over beside the waiting, and all can be stopped at once.

import { CancellationScope, isCancellation, patched } from '@temporalio/workflow'
import type { LaneReport } from '../../activities/letters/deliver'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import { handOverLane } from '../steps/activities'
import { until } from '../steps/until'
import type { LaneProgress } from './messages'

export interface Lanes {
  /** A lane that is under way is started once more when it has ended, for rows may have come into it behind its back. */
  start(lane: LaneSummary): void
  /** No lane is handing over. */
  idle(): boolean
  /**
   * Waits a moment for lanes that are just ending: to stop one then costs more than to wait for it. Ends at once when
   * `hurried` comes to hold.
   */
  settle(hurried: () => boolean): Promise<void>
  /**
   * Stops all lanes: one that waits for its next try at once, one that hands over after that try, so that what
   * follows knows how it ended. Returns the lanes that did not come to their end.
   */
  stop(): Promise<LaneSummary[]>
}

function nameOf({ mechanism, shard }: LaneSummary): string {
  return `${mechanism}:${shard}`
}

/** Nothing is owed, and a lane has not ended after this time: it only waits for a try that has no purpose now. */
const SETTLE_MS = 5_000

/** Each lane adds its row to `rows` as it starts; `onReport` is called with what it reports at its end. */
export function createLanes(
  dispatchId: string,
  rows: LaneProgress[],
  onReport: (report: LaneReport) => void,
): Lanes {
  const running = new Set<Promise<void>>()
  let scope = new CancellationScope()
  let stopped: LaneSummary[] = []
  const again = new Set<string>()

  function start(lane: LaneSummary): void {
    const same = rows.some((row) => !row.done && nameOf(row) === nameOf(lane))
    // Runs from before this rule handed over twice at once.
    if (same && patched('lane-once-at-a-time')) {
      again.add(nameOf(lane))
      return
    }
    const row = { ...lane, done: false }
    rows.push(row)
    const work: Promise<void> = scope.run(() => handOver(lane, row)).finally(() => running.delete(work))
    running.add(work)
  }

  async function handOver(lane: LaneSummary, row: LaneProgress): Promise<void> {
    try {
      const report = await handOverLane(dispatchId, lane)
      report.moved.forEach(start)
      row.done = true
      if (again.delete(nameOf(lane))) start(lane)
      onReport(report)
    } catch (error) {
      if (!isCancellation(error)) throw error
      row.done = true
      stopped.push(lane)
    }
  }

  const idle = (): boolean => running.size === 0

  return {
    start,
    idle,
    async settle(hurried) {
      if (!idle()) await until(() => hurried() || idle(), Date.now() + SETTLE_MS)
    },
    async stop() {
      if (idle()) return []
      scope.cancel()
      // A lane that ends may have moved its rows to another, which is stopped as it starts.
      while (running.size > 0) await Promise.all(running)
      scope = new CancellationScope()
      const lanes = stopped
      stopped = []
      return lanes
    },
  }
}
