/**
 * A watchdog between us and a server that does not watch us (Temporal): runs the program given as arguments and ends it
 * when our process is gone, whatever the cause. Plain JavaScript, so that it runs before anything is built.
 */
const { spawn } = require('node:child_process')

const child = spawn(process.argv[2], process.argv.slice(3), { stdio: ['ignore', 'inherit', 'inherit'] })
let ending = false

function end() {
  if (ending) return
  ending = true
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), 5000).unref()
}

child.once('spawn', () => process.connected && process.send({ pid: child.pid }))
child.once('error', (error) => {
  console.error(error.message)
  process.exit(127)
})
child.once('exit', (code, signal) => {
  if (signal && !ending) process.kill(process.pid, 'SIGKILL')
  process.exit(code ?? 0)
})
// The channel to our process closes with it, even on kill -9.
process.once('disconnect', end)
process.once('SIGTERM', end)
// Ctrl-C reaches the whole group of the terminal; our process decides when its servers end.
process.on('SIGINT', () => undefined)
