/** One set-up at a time: a lock folder under `.local/` that holds the pid of its owner, void once that process is gone. */
const { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { setTimeout: sleep } = require('node:timers/promises')
const { problem, say } = require('./say')

/** Does the work while holding the lock; waits for its turn. */
exports.withLock = async (folder, work) => {
  for (let told = false; !take(folder); await sleep(300)) {
    const pid = owner(folder)
    if (isVoid(folder, pid)) {
      rmSync(folder, { recursive: true, force: true })
    } else if (!told) {
      say(`waiting for process ${pid ?? 'unknown'}, which is setting up this folder`)
      told = true
    }
  }
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder) {
  try {
    mkdirSync(dirname(folder), { recursive: true })
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw problem(
      `${dirname(folder)} cannot be written (${error.code})`,
      'Unpack KCS in a folder of your own, with free space.',
    )
  }
  writeFileSync(join(folder, 'pid'), String(process.pid))
  return true
}

function owner(folder) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** The owner is gone, or (killed between two writes) never wrote its pid. */
function isVoid(folder, pid) {
  if (pid === undefined) {
    const made = statSync(folder, { throwIfNoEntry: false })
    return made !== undefined && Date.now() - made.mtimeMs > 5000
  }
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
