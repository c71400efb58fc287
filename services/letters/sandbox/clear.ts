// Test letters that were kept long enough are removed, and their runs ended.

import { TEST_LETTERS_KEPT_DAYS } from '../../../domain/letters/sandbox/test-letter'
import type { ServiceDeps } from '../../deps'

const DAY_MS = 24 * 3_600_000
/** Letters removed together, and batches in one turn; the rest goes in the next. */
const BATCH = 100
const MOST_BATCHES = 50

/** Safe to repeat; a kill leaves letters that the next turn finds. Returns how many it removed. Throws where Temporal does not answer. */
export async function clearTestLetters(
  {
    repositories: { ledgerActs, sandbox },
    runs,
  }: Pick<ServiceDeps, 'repositories'> & { runs: Pick<ServiceDeps['runs'], 'terminate'> },
  now: Date,
): Promise<number> {
  const { dispatches, registers, tapals } = sandbox
  const before = new Date(now.getTime() - TEST_LETTERS_KEPT_DAYS * DAY_MS)
  let removed = 0
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ids = await dispatches.acceptedBefore(before, BATCH)
    // The run first: one that went on without its row would be looked for in vain.
    for (const id of ids) await runs.terminate('dispatch', id, 'the test letter has been kept long enough')
    if (ids.length === 0) break
    // The letters last: what a kill leaves is found again by them.
    await tapals.removeOf(ids)
    await registers.removeOf(ids)
    await ledgerActs.removeOf(ids)
    await dispatches.remove(ids)
    removed += ids.length
    if (ids.length < BATCH) break
  }
  return removed
}
