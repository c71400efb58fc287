/** Makes the project ready to run: packages as locked, build as new as its sources. Does nothing when all is there. */
const { accessSync, constants, mkdirSync } = require('node:fs')
const { join } = require('node:path')
const { build, staleSteps } = require('./build')
const { install, isInstalled } = require('./install')
const { withLock } = require('./lock')
const { problem, say } = require('./say')

const root = join(__dirname, '..', '..')

exports.root = root

/** Two set-ups at once take turns. Throws an error with a remedy. */
exports.setUp = async () => {
  if (isInstalled(root) && staleSteps(root).length === 0) return
  const work = async () => {
    if (!isInstalled(root)) await install(root)
    await build(root, staleSteps(root))
  }
  requireWritable(join(root, '.local'))
  await withLock(join(root, '.local', 'set-up.lock'), work, (pid) =>
    say(`waiting for process ${pid}, which is setting up this folder`),
  )
}

function requireWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw problem(
      `${folder} cannot be written (${error.code})`,
      'Unpack KCS in a folder of your own, with free space.',
    )
  }
}
