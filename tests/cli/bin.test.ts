// The command as it is installed: cli/kcs.js, in a process of its own.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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

  it(
    'ends quietly when nobody reads its output any more, as in a pipe to head',
    async () => {
      const command = spawn(process.execPath, [join(projectRoot(), 'cli', 'kcs.js'), '--help'])
      // Nobody reads from the start, so that its first line finds the pipe closed.
      command.stdout.destroy()
      let complaints = ''
      command.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
      const [status] = (await once(command, 'close')) as [number | null]
      expect({ status, complained: /EPIPE|Error/.test(complaints) }).toEqual({ status: 0, complained: false })
    },
    BUILD_MS,
  )
})
