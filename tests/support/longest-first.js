/**
 * The order of test files: the longest first, so that all workers end at about the same time. This table knows which ones
 * take long, also on a machine that has not run them; how long the others took here before, jest knows.
 */
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const Sequencer = require('@jest/test-sequencer').default

const tests = join(__dirname, '..')

/** About how many seconds a file takes on a quiet machine with two cores. */
const SECONDS = {
  'faults/whole-kcs.test.ts': 205,
  'soak/minute.test.ts': 125,
  'cli/verify-failing-runs.test.ts': 33,
  'ui/operations/failing-runs.test.ts': 32,
  'ui/letters/thin-line.test.ts': 29,
  'workflows/code-that-throws.test.ts': 23,
  'workers/restore.test.ts': 23,
  'ui/letters/portal-story.test.ts': 21,
  'workflows/event-budget.test.ts': 21,
  // It takes 50, but it starts a whole KCS as the first two do, and not all three at once.
  'faults/kill.test.ts': 20,
  'services/letters/collect/collect.test.ts': 19,
  'journeys/main-job.test.ts': 19,
  'ui/letters/portal-faults.test.ts': 19,
  'workflows/continue-as-new.test.ts': 18,
  'local/servers-come-back.test.ts': 17,
  'api/directory/import/broken-off.test.ts': 16,
  'api/letters/dispatch/dry-run-is-the-dispatch.test.ts': 15,
  'bench/stage.test.ts': 15,
  'ui/operations/desk-story.test.ts': 15,
  'ui/directory/office-changes.test.ts': 14,
  'connectors/ddfs/look-up.test.ts': 13,
  'ui/directory/charges-story.test.ts': 13,
  'ui/directory/directory-story.test.ts': 13,
  'api/directory/import/post-offices.test.ts': 12,
  'database/common/examined.test.ts': 12,
  'activities/letters/endpoint.test.ts': 11,
  'api/operations/service/process.test.ts': 11,
  'cli/audit.test.ts': 11,
  'connectors/conformance/faults.test.ts': 11,
  'activities/letters/clocks.test.ts': 10,
  'activities/letters/systems-down.test.ts': 10,
  'api/directory/import/post-files.test.ts': 10,
  'api/directory/import/successions.test.ts': 10,
  'database/common/bounded-rows.test.ts': 10,
  'database/common/broken-off.test.ts': 10,
  'ui/directory/handover-story.test.ts': 10,
  'ui/letters/mail-link.test.ts': 10,
  'workflows/endpoint-down-for-days.test.ts': 10,
}
/** What any other file takes. */
const OTHERS = 4

const byPath = new Map(
  Object.entries(SECONDS).map(([name, seconds]) => {
    const path = join(tests, name)
    if (!existsSync(path)) throw new Error(`${name} is in the table of ${__filename} and is not there`)
    return [path, seconds]
  }),
)

module.exports = class LongestFirst extends Sequencer {
  time(test) {
    const known = byPath.get(test.path)
    return known === undefined ? (super.time(test) ?? OTHERS * 1_000) : known * 1_000
  }
}
