// Working through subjects, of which none keeps the others waiting.

import { isKcsError } from '../../../domain/common/error'
import { isAway } from './away'
import type { DutyDeps, Found, Reading } from './case'

/** Subjects read at a time. */
export const BATCH = 200
/** Subjects worked on at once. */
const AT_ONCE = 10
/** Windows that one turn goes through; the next turn goes on behind them. */
const WINDOWS_A_TURN = 25

/** What the work is, and of which case; for the log. */
export interface Work {
  work: string
  case: string
}

/**
 * Does the work for each subject and returns for how many it was done. What fails for one is logged with its id and left
 * to the next round. Throws where Temporal or the database is not reachable.
 */
export async function forEach(
  { log }: Pick<DutyDeps, 'log'>,
  named: Work,
  subjects: readonly string[],
  work: (subject: string) => Promise<unknown>,
): Promise<number> {
  const queue = [...subjects]
  let doneCount = 0
  const lane = async (): Promise<void> => {
    for (let subject = queue.shift(); subject !== undefined; subject = queue.shift()) {
      try {
        await work(subject)
        doneCount += 1
      } catch (error) {
        // Nothing can be done for the others either; what is left waits for the next turn.
        if (isAway(error)) {
          queue.length = 0
          throw error
        }
        log.warn({ ...named, id: subject, err: faultName(error) }, 'left to the next round')
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
  for (const one of lanes) if (one.status === 'rejected') throw one.reason
  return doneCount
}

/** What a fault is called in logs: its code, or the name of its kind; never its text. */
export function faultName(error: unknown): string {
  if (isKcsError(error)) return error.code
  return error instanceof Error ? error.name : 'unknown'
}

/** How far each window was gone through, so that a turn goes on where the one before ended. */
export type Positions = Map<string, Found['next']>

/** Reads window after window and works on each, to the end or for as many `windows` as a turn takes; returns the sum of `work`. */
export async function throughWindows(
  positions: Positions,
  { work: name, case: of }: Work,
  read: (reading: Reading) => Promise<Found>,
  work: (subjects: string[]) => Promise<number>,
  windows = WINDOWS_A_TURN,
): Promise<number> {
  const key = `${of} ${name}`
  let doneCount = 0
  for (let turn = 0; turn < windows; turn += 1) {
    const { items, next } = await read({ limit: BATCH, after: positions.get(key) ?? null })
    doneCount += await work(items)
    positions.set(key, next)
    if (next === null) break
  }
  return doneCount
}
