import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../process/paths'
import { ownServers } from '../support/local-servers'
import { isAlive } from '../support/processes'
import { until } from '../support/until'

const own = ownServers()
afterAll(() => own.remove())

const scripts = (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { scripts: object })
  .scripts as Record<string, string>

/** Tells its pid, and ends in order when it is told to. */
const SERVER = `
const { writeFileSync } = require('node:fs')
const alive = setInterval(() => undefined, 1000)
process.once('SIGTERM', () => { writeFileSync(process.argv[3], 'SIGTERM'); clearInterval(alive); process.disconnect() })
process.once('SIGINT', () => { writeFileSync(process.argv[3], 'SIGINT'); clearInterval(alive); process.disconnect() })
writeFileSync(process.argv[2], String(process.pid))
`

test.each(['start', 'test', 'dev', 'bench', 'openapi'])(
  'npm run %s lets no shell stand between npm and its task, for a shell keeps signals to itself',
  (name) => expect(scripts[name]).toMatch(/^exec node /),
)

// A script that starts a program in the background hands it over with SIGINT ignored; the program must not care.
test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  '%s to the process of npm ends what its task has started',
  async (signal) => {
    const folder = join(own.folder, signal)
    mkdirSync(folder, { recursive: true })
    const file = (name: string): string => join(folder, name)
    const tasks = join(projectRoot(), 'local', 'setup', 'tasks.js')
    const server = [file('server.js'), file('pid'), file('ended')]
      .map((path) => JSON.stringify(path))
      .join(', ')
    writeFileSync(file('server.js'), SERVER)
    writeFileSync(
      file('task.js'),
      `require(${JSON.stringify(tasks)}).runNode([${server}]).ended.then((code) => process.exit(code))`,
    )
    writeFileSync(file('package.json'), JSON.stringify({ scripts: { start: 'exec node task.js' } }))
    const npm = spawn('sh', ['-c', 'trap "" INT; exec npm start'], { cwd: folder, stdio: 'ignore' })
    const ended = new Promise((resolve) => npm.once('exit', resolve))
    const read = (name: string): string => {
      try {
        return readFileSync(file(name), 'utf8')
      } catch {
        return ''
      }
    }
    await until(() => read('pid') !== '', { what: 'the task to run', timeoutMs: 30_000 })
    const pid = Number(read('pid'))
    expect(isAlive(pid)).toBe(true)

    npm.kill(signal)

    await ended
    await until(() => !isAlive(pid), { what: 'the task to end', timeoutMs: 30_000 })
    expect(read('ended')).toBe(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM')
  },
)
