import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../process/paths'
import { ownServers } from '../support/local-servers'

// Plain JavaScript, which knows no types.
const load = createRequire(__filename)
const { isInstalled } = load('../../local/setup/install') as { isInstalled(root: string): boolean }
const { staleSteps } = load('../../local/setup/build') as { staleSteps(root: string): string[] }
const { build } = load('../../local/setup/build') as {
  build(root: string, names: string[]): Promise<void>
}
const { withLock } = load('../../local/setup/lock') as {
  withLock<T>(folder: string, work: () => Promise<T>): Promise<T>
}

const own = ownServers()
afterAll(() => own.remove())

function put(file: string, text: string): void {
  mkdirSync(dirname(join(own.folder, file)), { recursive: true })
  writeFileSync(join(own.folder, file), text)
}

describe('packages are installed again', () => {
  const locked = { '': {}, 'node_modules/koa': { version: '3.0.0', integrity: 'sha512-a' } }
  const optional = {
    'node_modules/other-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  }
  const present = (packages: object) => put('node_modules/.package-lock.json', JSON.stringify({ packages }))

  beforeEach(() => put('package-lock.json', JSON.stringify({ packages: { ...locked, ...optional } })))

  test('when there are none', () => {
    rmSync(join(own.folder, 'node_modules'), { recursive: true, force: true })
    expect(isInstalled(own.folder)).toBe(false)
  })

  test('when one has another version than the lock file says', () => {
    present({ 'node_modules/koa': { version: '2.9.9', integrity: 'sha512-z' } })
    expect(isInstalled(own.folder)).toBe(false)
  })

  test('but not when all are as locked and only those for other systems are absent', () => {
    present({ 'node_modules/koa': { version: '3.0.0', integrity: 'sha512-a' } })
    expect(isInstalled(own.folder)).toBe(true)
  })
})

describe('a step of the build is done again', () => {
  const compiler = (file: string) => `require('node:fs').mkdirSync('dist/local', { recursive: true })
require('node:fs').mkdirSync('dist/workers', { recursive: true })
require('node:fs').writeFileSync('dist/${file}', 'compiled')
require('node:fs').writeFileSync('dist/workers/bundle.js', "require('node:fs').writeFileSync('dist/workflow-bundle.js', '')")`

  test('when a source changed, and not when nothing did', async () => {
    put('node_modules/typescript/bin/tsc', compiler('local/main.js'))
    put('domain/tapal.ts', 'export const a = 1')
    expect(staleSteps(own.folder)).toEqual(['server', 'bundle', 'portal'])
    await build(own.folder, ['server', 'bundle'])
    expect(staleSteps(own.folder)).toEqual(['portal'])
    put('domain/tapal.ts', 'export const a = 2')
    expect(staleSteps(own.folder)).toEqual(['server', 'bundle', 'portal'])
  })

  test('when it failed, and the compiler is quoted', async () => {
    put('node_modules/typescript/bin/tsc', `console.log('domain/tapal.ts(1,1): wrong'); process.exit(2)`)
    await expect(build(own.folder, ['server', 'bundle'])).rejects.toMatchObject({
      message: expect.stringContaining('domain/tapal.ts(1,1): wrong'),
      remedy: 'Mend that and start again.',
    })
    expect(staleSteps(own.folder)).toContain('server')
  })
})

test('two set-ups of one folder take turns, and a dead owner holds up nobody', async () => {
  const lock = join(own.folder, 'set-up.lock')
  put('set-up.lock/pid', '999999999')
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} ends`)
  }
  await withLock(lock, work('first'))
  await Promise.all([withLock(lock, work('second')), withLock(lock, work('third'))])
  expect(order.map((line) => line.split(' ')[1])).toEqual([
    'begins',
    'ends',
    'begins',
    'ends',
    'begins',
    'ends',
  ])
})

test('an unknown task is refused with the list of tasks', async () => {
  const bootstrap = join(projectRoot(), 'local', 'bootstrap.js')
  await expect(promisify(execFile)(process.execPath, [bootstrap, 'fly'])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('start, bench, openapi, test, test-long, soak, dev'),
  })
})
