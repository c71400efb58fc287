/** Installs node_modules exactly as package-lock.json says, when something of it is missing. */
const { accessSync, constants, existsSync, mkdirSync, readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { runStep } = require('./run-step')
const { home, problem, sayWhileWaiting } = require('./say')

/** True when node_modules holds the locked version of all packages that this platform needs. */
exports.isInstalled = (root) => {
  const packagesInLock = packagesOf(join(root, 'package-lock.json'))
  const packagesInstalled = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!packagesInLock) throw problem('package-lock.json is missing', 'Check out the whole project again.')
  if (!packagesInstalled) return false
  return Object.entries(packagesInLock).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const installed = packagesInstalled[path]
    return installed ? isSame(installed, entry) : Boolean(entry.optional)
  })
}

/** The lock file knows no checksum for some packages of other systems. */
const isSame = (installed, entry) =>
  installed.version === entry.version && (!entry.integrity || installed.integrity === entry.integrity)

exports.install = async (root) => {
  const result = await sayWhileWaiting(
    'installing packages (npm ci)',
    npm(root, ['ci', '--include=dev', '--no-progress']),
  )
  if (result.code === 0) return
  const text = result.output
  if (/ENOSPC/.test(text)) throw problem('the disk is full', 'Free 2 GB and start again.')
  if (/EACCES|EROFS/.test(text))
    throw problem(`${root} cannot be written`, 'Unpack KCS in a folder of your own.')
  if (/ENOTFOUND|ETIMEDOUT|ECONNRE|EAI_AGAIN|network/i.test(text)) {
    throw problem(
      'the npm registry could not be reached',
      'Check the network (npm config set proxy …) and start again.',
    )
  }
  const errors = text.split('\n').filter((line) => /^npm (error|ERR!) \S/.test(line))
  const quoted = (errors.length > 0 ? errors : text.split('\n')).slice(0, 12).join('\n')
  throw problem(`npm ci failed:\n${quoted}`, 'Mend that and start again.')
}

function npm(root, args) {
  const env = { ...process.env, ...cacheInside(root) }
  const script = process.env.npm_execpath
  // An absolute script needs no shell and no PATH; npm start gives it.
  if (script && /npm-cli\.js$/.test(script) && existsSync(script)) {
    return runStep(process.execPath, [script, ...args], { cwd: root, env })
  }
  return runStep('npm', args, { cwd: root, env, shell: process.platform === 'win32' })
}

/** npm's cache lies in the home folder; where that cannot be written, inside the project's folder. */
function cacheInside(root) {
  const folder = home()
  const cache = process.env.npm_config_cache || (folder && join(folder, '.npm'))
  return cache && canHold(cache) ? {} : { npm_config_cache: join(root, '.local', 'cache', 'npm') }
}

function canHold(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return dirname(folder) !== folder
  } catch {
    return false
  }
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}
