/** Tells the person what is going on: plain lines on standard error, so that standard output belongs to the task. */
const { homedir } = require('node:os')

exports.say = (line) => process.stderr.write(`kcs: ${line}\n`)

/** An error that the person can correct: what is wrong, and what to do. */
exports.problem = (message, remedy) => Object.assign(new Error(message), { remedy })

/** Says now and then that a long step (a promise of `{code}`) is still going on, without a spinner. */
exports.sayWhileWaiting = async (what, promise) => {
  const began = Date.now()
  const timer = setInterval(() => exports.say(`${what}: still at it after ${seconds(began)} s`), 20_000)
  try {
    const result = await promise
    if (result.code === 0) exports.say(`${what}: done in ${seconds(began)} s`)
    return result
  } finally {
    clearInterval(timer)
  }
}

exports.home = () => {
  try {
    return homedir()
  } catch {
    return undefined
  }
}

const seconds = (began) => ((Date.now() - began) / 1000).toFixed(1)
