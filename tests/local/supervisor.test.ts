import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSupervisor } from '../../local/supervisor'
import { ownServers, processesWith } from '../support/local-servers'
import { isAlive, typescriptExecArgv } from '../support/processes'
import { until } from '../support/until'

const own = ownServers()
const serve = join(__dirname, 'fixtures', 'serve.ts')
const execArgv = typescriptExecArgv()

afterAll(() => own.remove())

describe('a supervised process', () => {
  const supervisor = openSupervisor({
    onLine: (line) => own.lines.push(line),
    logFolder: join(own.folder, 'logs'),
  })
  afterAll(() => supervisor.stop())

  test('is ready when it says so, and its output goes to a log of its own', async () => {
    await supervisor.start({ name: 'serve', script: serve, execArgv, args: ['letters'] })
    expect(isAlive(supervisor.pid('serve') ?? 0)).toBe(true)
    await until(
      () => readFileSync(join(own.folder, 'logs', 'serve.log'), 'utf8').includes('serving letters'),
      {
        what: 'the line in the log',
      },
    )
  })

  test('that dies is started again and said so', async () => {
    const before = supervisor.pid('serve') ?? 0
    process.kill(before, 'SIGKILL')
    await until(() => own.lines.includes('serve is running again'), {
      what: 'the process to be started again',
    })
    expect(own.lines).toContain('serve ended (signal SIGKILL); starting it again')
    expect(supervisor.pid('serve')).not.toBe(before)
    expect(isAlive(supervisor.pid('serve') ?? 0)).toBe(true)
  })

  test('is stopped in order and not started again', async () => {
    const pid = supervisor.pid('serve') ?? 0
    await supervisor.stop()
    expect(isAlive(pid)).toBe(false)
    expect(readFileSync(join(own.folder, 'logs', 'serve.log'), 'utf8')).toContain('stopped in order')
    expect(own.lines.filter((line) => line.startsWith('serve ended'))).toHaveLength(1)
  })

  test('that never comes up is reported with its last words', async () => {
    const start = supervisor.start({
      name: 'broken',
      script: join(__dirname, 'fixtures', 'absent.js'),
      execArgv: [],
    })
    await expect(start).rejects.toThrow(/broken did not start: exit code 1[\s\S]*Cannot find module/)
  })
})

test('children do not outlive a killed parent: neither MongoDB, nor Temporal, nor a process of ours', async () => {
  const parent = fork(join(__dirname, 'fixtures', 'parent.ts'), [own.folder], { execArgv })
  const { child } = await new Promise<{ child: number }>((resolve, reject) => {
    parent.once('message', (message) => resolve(message as { child: number }))
    parent.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)))
  })
  expect(processesWith('--dbpath', own.folder)).toHaveLength(1)
  expect(processesWith('start-dev', own.folder)).toHaveLength(2)
  expect(isAlive(child)).toBe(true)

  parent.removeAllListeners('exit')
  parent.kill('SIGKILL')

  await until(() => !isAlive(child) && processesWith(own.folder).length === 0, {
    what: 'all children to be gone',
  })
  const again = await own.open()
  expect(processesWith('--dbpath', own.folder)).toHaveLength(1)
  await again.stop()
})
