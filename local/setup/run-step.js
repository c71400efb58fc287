/** Runs one step of the set-up to its end and keeps what it said. */
const { spawn } = require('node:child_process')

/** Never throws; code 127 when the program could not be started. The output is standard output and error together. */
exports.runStep = (program, args, options) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    const output = () => Buffer.concat(parts).toString('utf8')
    // A set-up that is ended must not leave npm or the compiler behind.
    const end = (signal) => {
      child.kill('SIGTERM')
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, end)
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, end)
      resolve({ code: code ?? 1, output: output() })
    })
  })
