/**
 * A lock between processes of this machine: a file that names its owner, and is void when that process has ended. Plain
 * JavaScript, because the first lock is taken before anything is built; local/system/lock.ts has its types.
 */
const { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs')
const { dirname } = require('node:path')
const { setTimeout: sleep } = require('node:timers/promises')

/** Takes the lock, or returns the pid of the living process that holds it. */
exports.tryLock = (file) => {
  mkdirSync(dirname(file), { recursive: true })
  for (let inherited = false; ; inherited = true) {
    if (create(file)) return { inherited, release: () => rmSync(file, { force: true }) }
    const owner = readOwner(file)
    if (isRunning(owner)) return { heldBy: owner.pid }
    removeVoid(file)
  }
}

/** The pid of the living process that holds the lock; takes nothing. */
exports.runningOn = (file) => {
  const owner = readOwner(file)
  return isRunning(owner) ? owner.pid : undefined
}

/** Does the work while holding the lock; waits for its turn, and calls `onWait` once with the pid it waits for. */
exports.withLock = async (file, work, onWait) => {
  for (let waited = false; ; waited = true) {
    const lock = exports.tryLock(file)
    if ('release' in lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (!waited) onWait?.(lock.heldBy)
    await sleep(200)
  }
}

/** A link appears whole or not at all, so nobody ever reads a lock without its owner. */
function create(file) {
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) }), { mode: 0o600 })
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** Moves the void lock away, and puts it back if another process has taken it in the same moment. */
function removeVoid(file) {
  const away = `${file}.${process.pid}.void`
  try {
    renameSync(file, away)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (isRunning(readOwner(away))) renameSync(away, file)
  else rmSync(away, { force: true, recursive: true })
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Whether the owner lives: a pid alone may be another program's after a restart, so its beginning counts too. */
function isRunning(owner) {
  if (owner === undefined) return false
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  return beganAt(owner.pid) === owner.began
}

/** When the process began, as the kernel counts it; empty where the system does not tell. */
function beganAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
