import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { findMongod, type Program } from '../../local/mongodb/find'
import { startMongod } from '../../local/mongodb/server'
import { anyFreePort, onFreePorts } from '../../local/system/ports'
import { LocalProblem, PortTaken } from '../../local/system/problem'
import { findTemporal } from '../../local/temporal/find'
import { startTemporal } from '../../local/temporal/server'
import { ownServers } from '../support/local-servers'
import { typescriptExecArgv } from '../support/processes'
import { until } from '../support/until'

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

describe('a port that is taken between its choice and the start of a server', () => {
  const other = createServer((socket) => socket.destroy())
  let taken = 0
  beforeAll(async () => {
    other.listen(0, '127.0.0.1')
    await until(() => other.listening, { what: 'the other program to listen' })
    taken = (other.address() as AddressInfo).port
  })
  afterAll(() => {
    other.close()
  })

  const startWith = (program: Program) =>
    startTemporal({
      ...{ program, port: taken, webPort: taken, namespace: 'default', searchAttributes: [], settings: [] },
      ...{ file: join(own.folder, 'temporal.db'), logFile: join(own.folder, 'temporal.log') },
    })

  test('is told apart from other faults of Temporal', async () => {
    await expect(startWith(await findTemporal(() => undefined))).rejects.toBeInstanceOf(PortTaken)
  })

  test('is told apart also where Temporal says it in the first lines of a long crash', async () => {
    const path = join(own.folder, 'crashing')
    const crash = ['bind: address already in use', ...Array.from({ length: 100 }, (_, at) => `frame ${at}`)]
    const lines = crash.map((line) => `echo "${line}" >&2`)
    writeFileSync(path, ['#!/bin/sh', ...lines, 'sleep 0.5', 'exit 2', ''].join('\n'), { mode: 0o755 })
    await expect(startWith({ path, version: '0', source: 'a test' })).rejects.toBeInstanceOf(PortTaken)
  })

  test('is told apart from other faults of MongoDB', async () => {
    const program = await findMongod(() => undefined)
    const folder = join(own.folder, 'mongodb')
    const start = startMongod({ program, port: taken, folder, logFile: join(own.folder, 'mongodb.log') })
    await expect(start).rejects.toBeInstanceOf(PortTaken)
  })

  test('costs another choice, up to three in all, and other faults none', async () => {
    const choices: number[] = []
    const failing = (error: Error) => () => {
      choices.push(choices.length)
      return Promise.reject(error)
    }
    await expect(onFreePorts(failing(new PortTaken('taken', 'again')))).rejects.toThrow('taken')
    await expect(onFreePorts(failing(new LocalProblem('full', 'free some')))).rejects.toThrow('full')
    expect(choices).toHaveLength(3 + 1)
    const second = onFreePorts(() =>
      choices.push(0) > 5 ? Promise.resolve('open') : Promise.reject(new PortTaken('taken', 'again')),
    )
    expect(await second).toBe('open')
  })
})
