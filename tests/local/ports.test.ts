import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { anyFreePort } from '../../local/system/ports'
import { ownServers } from '../support/local-servers'
import { typescriptExecArgv } from '../support/processes'

const own = ownServers()
const starts: ChildProcess[] = []
afterAll(() => {
  for (const start of starts) start.disconnect()
  own.remove()
})

function chosenBy(name: string, preferred: number): Promise<number> {
  const start = fork(
    join(__dirname, 'fixtures', 'choose-port.ts'),
    [join(own.folder, `${name}.json`), String(preferred)],
    { execArgv: typescriptExecArgv() },
  )
  starts.push(start)
  return new Promise((resolve, reject) => {
    start.once('message', (message) => resolve((message as { port: number }).port))
    start.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
}

test('two starts at one moment, before either listens, take different ports', async () => {
  const preferred = await anyFreePort()
  const chosen = await Promise.all(['one', 'two', 'three'].map((name) => chosenBy(name, preferred)))
  expect(new Set(chosen).size).toBe(3)
  expect(chosen).toContain(preferred)
})

test('a port is free again once the start that chose it has ended', async () => {
  const preferred = await anyFreePort()
  expect(await chosenBy('four', preferred)).toBe(preferred)
  const first = starts[starts.length - 1]!
  const ended = new Promise((resolve) => first.once('exit', resolve))
  first.kill('SIGKILL')
  await ended
  starts.pop()
  expect(await chosenBy('five', preferred)).toBe(preferred)
})
