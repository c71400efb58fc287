// Every letter that is open has its run, and every run has its row.

import { forEach } from '../duty/for-each'
import { type Check, type Finding, isOlder } from './check'

/** A run is started, and one that has ended leaves the list, within this time. */
const GRACE_MINUTES = 2

export const rowsWithoutRun: Check<'dispatch'> = {
  name: 'rows-without-run',
  of: 'dispatch',
  begin: (deps) => async (page) => {
    const open = page.filter(
      ({ state, started, acceptedAt }) =>
        started &&
        ['accepted', 'in-progress'].includes(state) &&
        isOlder(acceptedAt, GRACE_MINUTES, deps.now),
    )
    const wrong: Finding[] = []
    const work = { work: 'verify', case: 'dispatch' }
    await forEach(
      deps,
      work,
      open.map(({ id }) => id),
      async (id) => {
        const run = await deps.runs.describe('dispatch', id)
        if (run !== null && run.closedAt === null) return
        // It may have ended since the page was read.
        if ((await deps.repositories.dispatches.ended([id])).get(id) === false)
          wrong.push({
            id,
            what: run === null ? 'is open, and has no run' : `is open, and its run is ${run.status}`,
          })
      },
    )
    return wrong
  },
}

export const runsWithoutRow: Check<'run'> = {
  name: 'runs-without-row',
  of: 'run',
  begin: (deps) => async (page) => {
    const wrong: Finding[] = []
    for (const one of deps.cases) {
      const runsOfCase = page.filter(
        ({ of, startedAt }) => of === one && isOlder(startedAt, GRACE_MINUTES, deps.now),
      )
      if (runsOfCase.length === 0) continue
      const standings = await one.standings(
        deps,
        runsOfCase.map(({ subject }) => subject),
      )
      for (const { subject } of runsOfCase) {
        const standing = standings.get(subject)
        if (standing === undefined) wrong.push({ id: subject, what: `has a run of ${one.name}, and no row` })
        if (standing === 'ended')
          wrong.push({ id: subject, what: `has ended, and its run of ${one.name} goes on` })
      }
    }
    return wrong
  },
}

export const failingRuns: Check<'run'> = {
  name: 'failing-runs',
  of: 'run',
  begin: () => (page) =>
    page.flatMap(({ of, subject, failing }) =>
      failing === null
        ? []
        : [{ id: subject, what: `has a run of ${of.name} whose code fails again and again: ${failing}` }],
    ),
}
