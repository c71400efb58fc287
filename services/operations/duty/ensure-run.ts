// Sees that a subject of which something is owed has its run.

import type { CaseDuties, DutyDeps } from './case'

/** `there` is a run that goes on, or one that has just done what was owed. */
export type Ensured = 'there' | 'started' | 'started-again'

/**
 * Starts the run where there is none, or where it failed or was ended by force. A run that has completed while the record
 * says that something is owed ended in a time that the record does not know: it is started again. Safe to repeat.
 */
export async function ensureRun(deps: DutyDeps, one: CaseDuties, subject: string): Promise<Ensured> {
  const run = await deps.runs.describe(one.name, subject)
  if (run !== null && run.closedAt === null) return 'there'
  if (run?.status !== 'completed') {
    await deps.runs.start(one.name, subject)
    return 'started'
  }
  // Read after the run was seen to have ended: what it did is in the record by then.
  const state = (await one.standings(deps, [subject])).get(subject)
  if (state === undefined || state === 'ended') return 'there'
  await deps.runs.startAgain(one.name, subject)
  return 'started-again'
}
