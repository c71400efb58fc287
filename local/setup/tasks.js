/** The tasks behind the npm scripts, run once the project is set up. */
const { spawn } = require('node:child_process')
const { mkdirSync, readFileSync, rmSync, watch: watchFiles } = require('node:fs')
const { join } = require('node:path')
const { parseArgs } = require('node:util')
const { build, staleSteps } = require('./build')
const { say } = require('./say')
const { root } = require('./set-up')

const run = {
  start: (args) => runNode([join('dist', 'local', 'main.js'), ...args]).ended,
  bench: (args) => runNode([join('dist', 'bench', 'main.js'), ...args]).ended,
  openapi: (args) => runNode([join('dist', 'process', 'write-openapi.js'), ...args]).ended,
  test: (args) => test(args),
  'test-long': (args) => test(args, { ...process.env, KCS_TEST_LONG: '1' }),
  soak: (args) => soak(args),
  dev,
}

exports.tasks = Object.keys(run)

/** Runs the task to its end and returns its exit code. */
exports.runTask = (task, args) => run[task](args)

/** A Node process that shares our terminal, gets our signals, and learns by its channel when we are gone. */
exports.runNode = runNode
function runNode(args, { channel = true, env = process.env } = {}) {
  const stdio = ['inherit', 'inherit', 'inherit', ...(channel ? ['ipc'] : [])]
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], { cwd: root, stdio, env })
  const forward = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  const parent = process.ppid
  // npm that is killed outright tells nobody: whoever takes its place as our parent did not ask for us.
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500)
  if (!process.env.npm_lifecycle_event) clearInterval(watch)
  const ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of signals) process.off(name, forward)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1))
    })
  })
  return { child, ended }
}

/** Jest with the arguments given; the last line says how many tests passed and failed. */
async function test(args, env = process.env) {
  const results = join(root, '.local', 'test', `results-${process.pid}.json`)
  mkdirSync(join(root, '.local', 'test'), { recursive: true })
  const jest = join('node_modules', 'jest', 'bin', 'jest.js')
  const code = await runNode([jest, '--json', `--outputFile=${results}`, ...args], { channel: false, env })
    .ended
  const line = closingLine(results, code)
  if (line) process.stdout.write(`${line}\n`)
  return code
}

/**
 * The soak for the minutes given, with the seed given or one of its own; `--letters` says how many are offered in that time,
 * and `--kill` names the only parts that are killed.
 */
async function soak(args) {
  const text = { type: 'string' }
  const options = { minutes: { ...text, default: '2' }, letters: text, seed: text, kill: text }
  const { minutes, letters, seed, kill } = parseArgs({ args, options }).values
  if (!(Number(minutes) > 0) || !(Number(letters ?? 1) > 0)) {
    say('--minutes and --letters are numbers above 0')
    return 2
  }
  const env = { ...process.env, KCS_TEST_LONG: '1', KCS_SOAK_MINUTES: minutes }
  if (letters !== undefined) env.KCS_SOAK_LETTERS = letters
  if (seed !== undefined) env.KCS_SOAK_SEED = seed
  if (kill !== undefined) env.KCS_SOAK_KILL = kill
  return test(['tests/soak/soak.long.test.ts'], env)
}

/**
 * A suite that could not even be loaded counts as one failure, and so does a run that failed otherwise, as when a server
 * of the tests died. Nothing is said when jest only listed or explained.
 */
function closingLine(file, code) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const failed = numFailedTests + numRuntimeErrorTestSuites
    return `${numPassedTests} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed`
  } catch {
    return code === 0 ? undefined : '0 passed, 1 failed'
  } finally {
    rmSync(file, { force: true })
  }
}

/** `npm start` that builds and starts again whenever a source changes. */
async function dev(args) {
  let running = runNode([join('dist', 'local', 'main.js'), ...args])
  let restarting = false
  const onChange = async () => {
    const stale = restarting ? [] : staleSteps(root)
    if (stale.length === 0) return
    restarting = true
    try {
      await build(root, stale)
      if (stale.join() === 'portal') return
      running.child.kill('SIGTERM')
      await running.ended
      running = runNode([join('dist', 'local', 'main.js'), ...args])
    } catch (error) {
      say(error.message)
    } finally {
      restarting = false
    }
  }
  const watcher = watchFiles(root, { recursive: true }, (_event, file) => {
    if (file && !/^(node_modules|dist|\.local|\.git|coverage)(\/|\\|$)|[\\/]dist[\\/]/.test(file))
      void onChange()
  })
  for (;;) {
    const current = running
    const code = await current.ended
    if (!restarting && current === running) {
      watcher.close()
      return code
    }
    while (restarting) await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
