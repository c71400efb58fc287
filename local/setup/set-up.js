/** Makes the project ready to run: packages as locked, build as new as its sources. Does nothing when all is there. */
const { join } = require('node:path')
const { build, staleSteps } = require('./build')
const { install, isInstalled } = require('./install')
const { withLock } = require('./lock')

const root = join(__dirname, '..', '..')

exports.root = root

/** Two of these at once take turns. Throws an error with a remedy. */
exports.setUp = async () => {
  if (isInstalled(root) && staleSteps(root).length === 0) return
  await withLock(join(root, '.local', 'set-up.lock'), async () => {
    if (!isInstalled(root)) await install(root)
    await build(root, staleSteps(root))
  })
}
