/**
 * Entry of `npm start`, `npm test` and `npm run dev|bench|openapi`: sets up what is missing (packages, build), then runs
 * the task with the arguments given. Plain JavaScript without packages, because on a fresh machine there are none.
 */
const { setUp } = require('./setup/set-up')
const { runTask, tasks } = require('./setup/tasks')
const { say } = require('./setup/say')

const oldestNode = [20, 19]

async function main([task, ...args]) {
  if (!tasks.includes(task)) {
    say(`unknown task ${task ?? ''}; there are: ${tasks.join(', ')}`)
    return 2
  }
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    say(
      `Node ${process.versions.node} is too old. Install Node ${oldestNode.join('.')} or newer (https://nodejs.org).`,
    )
    return 1
  }
  await setUp()
  return runTask(task, args)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    say(
      error.remedy
        ? `${error.message}${error.message.includes('\n') ? '\n' : '. '}${error.remedy}`
        : error.stack,
    )
    process.exitCode = 1
  },
)
