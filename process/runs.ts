// How the services of a process tell runs: later, or not at all.

import type { Runs } from '../services/deps'
import type { TemporalRuns } from '../temporal/runs'
import type { Soon } from './soon'

/** For callers outside: what is left for soon is done by the process. */
export function runsWithSoon(runs: TemporalRuns, { soon }: Pick<Soon, 'soon'>): Runs {
  return { ...runs, soon }
}

/** For callers that are runs themselves: they read the record again anyway, so nobody has to tell them. */
export function runsWithoutSoon(runs: TemporalRuns): Runs {
  return { ...runs, soon: () => undefined }
}
