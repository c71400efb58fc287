// The command as it is installed: cli/kcs.js, in a process of its own.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../process/paths'

/** A checkout whose sources have changed is built first. */
const BUILD_MS = 240_000

const kcs = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot(), 'cli', 'kcs.js'), ...args], {
    encoding: 'utf8',
    input: '',
  })

describe('cli/kcs.js', () => {
  it(
    'runs from any folder, with data on standard output and its exit code',
    () => {
      expect(kcs('--version')).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
      })
      const refused = kcs('trace', 'X', '--url', 'http://127.0.0.1:1')
      expect(refused).toMatchObject({ status: 4, stdout: '' })
      expect(refused.stderr).toContain('kcs: KCS does not answer at http://127.0.0.1:1')
    },
    BUILD_MS,
  )
})
