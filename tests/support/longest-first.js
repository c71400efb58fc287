/**
 * The order of test files: the longest first, so that both workers end at about the same time. Jest knows how long files
 * took here before; on a machine that has not run them, this table knows which ones take long.
 */
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const Sequencer = require('@jest/test-sequencer').default

const tests = join(__dirname, '..')

/** About how many seconds a file takes on a quiet machine with two cores. */
const SECONDS = {
  'faults/whole-kcs.test.ts': 170,
  'soak/minute.test.ts': 115,
  'faults/kill.test.ts': 60,
  'workers/restore.test.ts': 40,
  'ui/letters/portal-story.test.ts': 26,
  'ui/letters/portal-faults.test.ts': 23,
  'workflows/event-budget.test.ts': 21,
  'ui/letters/thin-line.test.ts': 19,
  'api/directory/import/broken-off.test.ts': 18,
  'journeys/main-job.test.ts': 18,
  'ui/directory/charges-story.test.ts': 17,
  'ui/directory/directory-story.test.ts': 17,
  'local/servers-come-back.test.ts': 16,
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
    return super.time(test) ?? (byPath.get(test.path) ?? OTHERS) * 1_000
  }
}
